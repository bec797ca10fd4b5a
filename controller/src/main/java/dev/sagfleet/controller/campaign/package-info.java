/**
 * Rollouts at work: what carries to them what happens to devices, to people's wishes and to time, and runs their effects
 * within the changes of the store, on any clock. What a rollout is, and what becomes of it, is in {@link
 * dev.sagfleet.controller.rollout}.
 *
 * <p>The health of a wave is measured here. What a device was offered before is read from its reports as it is ordered, and
 * stands in the row of its member from then on; what it is offered since is read from its reports when the rollout asks, a
 * slice of members after the other beside all changes, and told as sums. So a kill loses nothing but reports, which come
 * again, and a rollout without figures holds.
 */
@NullMarked
package dev.sagfleet.controller.campaign;

import org.jspecify.annotations.NullMarked;
