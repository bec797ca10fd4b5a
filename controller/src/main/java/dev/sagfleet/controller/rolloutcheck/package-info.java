/**
 * What a rollout would do, before it is started: who is in it, in which waves, when each of them halts, how long it takes,
 * and what about it cannot go well. Pure: from a policy and devices to a report.
 */
@NullMarked
package dev.sagfleet.controller.rolloutcheck;

import org.jspecify.annotations.NullMarked;
