package dev.sagfleet.controller.rollout;

import java.util.List;
import java.util.Optional;

/**
 * A tag that devices must have.
 *
 * @param values of which it has one
 */
public record TagCondition(String name, List<String> values) {
    public TagCondition {
        values = List.copyOf(values);
        if (name.isEmpty() || values.isEmpty()) {
            throw new IllegalArgumentException("tag: " + name + ", " + values + " (expected: a name and values)");
        }
    }

    /** Whether a device has one of the values under the name. */
    public boolean isMetBy(Tags tags) {
        return Optional.ofNullable(tags.byName().get(name))
                .filter(values::contains)
                .isPresent();
    }
}
