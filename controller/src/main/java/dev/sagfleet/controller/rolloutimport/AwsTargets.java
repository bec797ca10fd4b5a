package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.TagCondition;
import dev.sagfleet.controller.rollout.Targets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The things and groups of things of a job of AWS IoT. Groups become a tag; things beside groups are left out. */
final class AwsTargets {
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:iot:[^:]*:[^:]*:(thing|thinggroup)/(.{1,128})");
    private static final int TARGETS_MAX = 20_000;
    private static final String TAG = "thinggroup";

    private final ImportNotes notes;
    private final Set<SerialNumber> things = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();

    private AwsTargets(ImportNotes notes) {
        this.notes = notes;
    }

    static Targets read(YamlKeys keys, ImportNotes notes) {
        var targets = new AwsTargets(notes);
        keys.required("targets", value -> value.items(1, TARGETS_MAX))
                .orElse(List.of())
                .forEach(value -> keys.problems().read(() -> targets.take(value)));
        return targets.of(keys.where("targets"));
    }

    private Targets of(YamlValue where) {
        if (groups.isEmpty() && things.isEmpty()) {
            return tagged(List.of(new TagCondition(TAG, List.of("none"))), List.of());
        }
        if (groups.isEmpty()) {
            return tagged(List.of(), List.copyOf(things));
        }
        notes.differs(where, "targets: groups of things", "targets: the tag " + TAG + " with their names");
        if (!things.isEmpty()) {
            notes.missing(where, "the groups without the " + things.size() + " things beside them");
        }
        return tagged(List.of(new TagCondition(TAG, List.copyOf(groups))), List.of());
    }

    private static Targets tagged(List<TagCondition> tags, List<SerialNumber> devices) {
        return new Targets(List.of(), Optional.empty(), List.of(), tags, devices);
    }

    /** Whether there is a counterpart of this ARN. */
    private boolean take(YamlValue value) {
        Matcher matcher = value.choice(
                text -> Optional.of(ARN.matcher(text)).filter(Matcher::matches),
                "the ARN of a thing or of a group of things");
        if (matcher.group(1).equals(TAG)) {
            return groups.add(matcher.group(2));
        }
        try {
            return things.add(new SerialNumber(matcher.group(2)));
        } catch (IllegalArgumentException e) {
            notes.missing(value, "nothing: no serial number is like this");
            return false;
        }
    }
}
