/** Small worlds with clients and faults on virtual time, whose invariants are checked all along. */
@NullMarked
package dev.sagfleet.simulator.simtest;

import org.jspecify.annotations.NullMarked;
