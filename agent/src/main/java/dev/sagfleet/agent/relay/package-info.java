/** The data path of one device: real TCP connections, held to its rates by back-pressure. */
@NullMarked
package dev.sagfleet.agent.relay;

import org.jspecify.annotations.NullMarked;
