/**
 * When things are due, for very many things of one event loop, and how often a failure is said. Knows no clock: time is
 * passed in.
 */
@NullMarked
package dev.sagfleet.agent.timing;

import org.jspecify.annotations.NullMarked;
