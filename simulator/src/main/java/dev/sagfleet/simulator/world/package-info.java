/** A controller and a fleet put together in one process, or a fleet by itself. */
@NullMarked
package dev.sagfleet.simulator.world;

import org.jspecify.annotations.NullMarked;
