/** Many devices: what a fleet file says, and the blueprint of every instance and device that follows from it. */
@NullMarked
package dev.sagfleet.simulator.fleet;

import org.jspecify.annotations.NullMarked;
