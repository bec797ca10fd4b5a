/**
 * Rollouts: one image for many devices, wave by wave. A {@link dev.sagfleet.controller.rollout.RolloutPolicy} is what a
 * person wrote down; a {@link dev.sagfleet.controller.rollout.Rollout} is how far it has come, of which each event makes
 * the next one and effects. Members are behind a port, one row each, and an event touches few of them, however many there
 * are. Pure: it reads no clock, draws nothing but from its seed, and knows neither SQL nor sockets.
 */
@NullMarked
package dev.sagfleet.controller.rollout;

import org.jspecify.annotations.NullMarked;
