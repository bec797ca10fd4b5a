/**
 * The ports for time, a loop and its timers; a wheel that keeps the timers of very many things; and how often a failure
 * is said. Knows no clock: time is passed in.
 */
@NullMarked
package dev.sagfleet.agent.timing;

import org.jspecify.annotations.NullMarked;
