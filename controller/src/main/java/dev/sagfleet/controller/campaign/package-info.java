/**
 * Rollouts at work: what carries to them what happens to devices, to people's wishes and to time, and runs their effects
 * within the changes of the store, on any clock. What a rollout is, and what becomes of it, is in {@link
 * dev.sagfleet.controller.rollout}.
 */
@NullMarked
package dev.sagfleet.controller.campaign;

import org.jspecify.annotations.NullMarked;
