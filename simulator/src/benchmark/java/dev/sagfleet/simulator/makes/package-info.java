/** Relays of several makes that hold traffic to a rate, and what arrives through them. */
@NullMarked
package dev.sagfleet.simulator.makes;

import org.jspecify.annotations.NullMarked;
