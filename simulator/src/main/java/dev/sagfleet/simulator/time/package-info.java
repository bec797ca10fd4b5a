/** Seeds, from which all random numbers of a simulation are drawn, so that a run can be repeated. */
@NullMarked
package dev.sagfleet.simulator.time;

import org.jspecify.annotations.NullMarked;
