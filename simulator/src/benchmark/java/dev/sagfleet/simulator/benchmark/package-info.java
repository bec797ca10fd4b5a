/** How fast and how small the fleet is, measured beside a baseline in the same run. */
@NullMarked
package dev.sagfleet.simulator.benchmark;

import org.jspecify.annotations.NullMarked;
