/** What carries bytes: Netty's event loops and channels, the fastest kind that the machine has for an address. */
@NullMarked
package dev.sagfleet.agent.transport;

import org.jspecify.annotations.NullMarked;
