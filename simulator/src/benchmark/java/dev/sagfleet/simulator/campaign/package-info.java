/** A rollout to a fleet whose controller is killed again and again, and what both ends have kept of it in the end. */
@NullMarked
package dev.sagfleet.simulator.campaign;

import org.jspecify.annotations.NullMarked;
