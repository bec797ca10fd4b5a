/** When things are due, for very many things of one event loop. Knows no clock: time is passed in. */
@NullMarked
package dev.sagfleet.agent.timing;

import org.jspecify.annotations.NullMarked;
