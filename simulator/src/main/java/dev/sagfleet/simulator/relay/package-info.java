/** Relays that hold traffic to a rate, those of other makes among them, and what arrives through them. */
@NullMarked
package dev.sagfleet.simulator.relay;

import org.jspecify.annotations.NullMarked;
