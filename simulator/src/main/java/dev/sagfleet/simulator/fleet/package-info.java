/**
 * Many devices: what a fleet file says, the blueprint of every instance and device that follows from it, and
 * the fleet at work.
 */
@NullMarked
package dev.sagfleet.simulator.fleet;

import org.jspecify.annotations.NullMarked;
