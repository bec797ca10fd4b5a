/** The link of a device over Netty: a WebSocket client that only translates. */
@NullMarked
package dev.sagfleet.agent.websocket;

import org.jspecify.annotations.NullMarked;
