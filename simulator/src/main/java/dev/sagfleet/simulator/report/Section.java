package dev.sagfleet.simulator.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A part of a report with a heading of its own.
 *
 * @param id by which a link finds it: lower-case letters and hyphens
 * @param lead what it shows, in a sentence or two; may be empty
 */
public record Section(String id, String title, String lead, List<Block> blocks) {
    public Section {
        requireNonNull(title, "title");
        requireNonNull(lead, "lead");
        blocks = List.copyOf(blocks);
        if (!id.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("id: " + id + " (expected: lower-case letters and hyphens)");
        }
    }
}
