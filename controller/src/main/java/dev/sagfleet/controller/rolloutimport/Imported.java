package dev.sagfleet.controller.rolloutimport;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.util.List;

/**
 * A rollout of another system as one of this.
 *
 * @param system that it comes from, for a person
 * @param notes what is not the same, in the order of the file
 * @param original as it goes there
 */
public record Imported(String system, RolloutPolicy policy, List<ImportNote> notes, Original original) {
    public Imported {
        requireNonNull(system, "system");
        requireNonNull(policy, "policy");
        notes = List.copyOf(notes);
        requireNonNull(original, "original");
    }
}
