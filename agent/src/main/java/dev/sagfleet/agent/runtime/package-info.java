/**
 * One agent put together: device, firmware, link, traffic, and the flash that keeps its state over a power cut. It stands
 * on ports alone, so that it is the same over sockets and on virtual time.
 */
@NullMarked
package dev.sagfleet.agent.runtime;

import org.jspecify.annotations.NullMarked;
