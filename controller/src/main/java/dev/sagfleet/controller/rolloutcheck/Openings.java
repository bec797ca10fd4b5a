package dev.sagfleet.controller.rolloutcheck;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * When the windows of a zone open next.
 *
 * @param members whose zone it is
 * @param next the first few, the earliest first; none if none ever opens
 */
public record Openings(ZoneId zone, int members, List<Instant> next) {
    public Openings {
        requireNonNull(zone, "zone");
        next = List.copyOf(next);
    }
}
