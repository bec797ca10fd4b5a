/** Flows that share a line, without packets: who gets how much of it, and when each is over. Pure. */
@NullMarked
package dev.sagfleet.simulator.flow;

import org.jspecify.annotations.NullMarked;
