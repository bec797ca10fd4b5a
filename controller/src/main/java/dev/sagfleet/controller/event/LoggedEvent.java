package dev.sagfleet.controller.event;

import java.time.Instant;

/**
 * An event in its place.
 *
 * @param sequence counts the events of one incarnation of a controller, from 1; of a call that was not let in, it
 *     is that of the event before it
 */
public record LoggedEvent(long sequence, Instant time, ControllerEvent event) {}
