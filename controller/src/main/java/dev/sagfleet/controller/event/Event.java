package dev.sagfleet.controller.event;

import java.time.Instant;

/**
 * Something that happened, in its place.
 *
 * @param sequence counts all events of one run of a controller, from 1
 */
public record Event(long sequence, Instant time, Happening happening) {}
