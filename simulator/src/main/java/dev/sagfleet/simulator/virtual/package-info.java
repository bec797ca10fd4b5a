/** Virtual time, and what stands on it: loops, a network, flash, and the journal of a run. */
@NullMarked
package dev.sagfleet.simulator.virtual;

import org.jspecify.annotations.NullMarked;
