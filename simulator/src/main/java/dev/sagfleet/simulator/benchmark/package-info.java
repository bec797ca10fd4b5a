/** What the parts cost that decide most often, measured beside what others offer. */
@NullMarked
package dev.sagfleet.simulator.benchmark;

import org.jspecify.annotations.NullMarked;
