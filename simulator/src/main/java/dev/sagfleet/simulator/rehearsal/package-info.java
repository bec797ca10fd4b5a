/**
 * Rehearses a rollout: the production code of controller, rollout engine and devices, with a fleet and its faults, on
 * virtual time. One seed tells one story, to the byte; many seeds tell what to expect.
 */
@NullMarked
package dev.sagfleet.simulator.rehearsal;

import org.jspecify.annotations.NullMarked;
