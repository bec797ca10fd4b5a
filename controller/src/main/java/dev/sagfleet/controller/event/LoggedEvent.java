package dev.sagfleet.controller.event;

import java.time.Instant;

/**
 * An event in its place.
 *
 * @param sequence counts all events of one incarnation of a controller, from 1
 */
public record LoggedEvent(long sequence, Instant time, ControllerEvent event) {}
