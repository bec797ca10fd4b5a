/**
 * Rollouts of other systems as rollouts of this one: what has a counterpart, what has none and what was taken in its place,
 * and where the same words mean something else.
 */
@NullMarked
package dev.sagfleet.controller.rolloutimport;

import org.jspecify.annotations.NullMarked;
