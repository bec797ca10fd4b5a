/** One agent put together: device, link, traffic, and the flash that keeps its state over a power cut. */
@NullMarked
package dev.sagfleet.agent.runtime;

import org.jspecify.annotations.NullMarked;
