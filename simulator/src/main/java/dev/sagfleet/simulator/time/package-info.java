/** Seeds: where all luck of a simulation comes from, so that the same run can be had again. */
@NullMarked
package dev.sagfleet.simulator.time;

import org.jspecify.annotations.NullMarked;
