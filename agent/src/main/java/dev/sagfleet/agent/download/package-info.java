/** How a device fetches images over Netty: an HTTP client that hashes what it is sent, and keeps none of it. */
@NullMarked
package dev.sagfleet.agent.download;

import org.jspecify.annotations.NullMarked;
