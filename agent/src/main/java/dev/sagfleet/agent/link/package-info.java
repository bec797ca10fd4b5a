/** The connection of one device to its controller: a WebSocket client on Netty that only translates. */
@NullMarked
package dev.sagfleet.agent.link;

import org.jspecify.annotations.NullMarked;
