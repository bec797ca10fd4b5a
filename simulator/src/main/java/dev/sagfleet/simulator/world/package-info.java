/** A controller and a fleet put together in one process. */
@NullMarked
package dev.sagfleet.simulator.world;

import org.jspecify.annotations.NullMarked;
