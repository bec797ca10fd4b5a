package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rolloutfile.PercentText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The conditions and actions of a rollout of hawkBit, or of a group of it. */
final class HawkbitConditions {
    static final List<String> KEYS = List.of("successCondition", "successAction", "errorCondition", "errorAction");

    /** What hawkBit takes where a rollout says nothing. */
    private static final int DEFAULT = 50;

    /** The thresholds, with hawkBit's defaults; nothing if they are wrong. */
    static Optional<Thresholds> read(YamlKeys keys, ImportNotes notes) {
        OptionalInt success = threshold(keys, "successCondition");
        OptionalInt error = threshold(keys, "errorCondition");
        if (success.isEmpty() || error.isEmpty()) {
            return Optional.empty();
        }
        Thresholds taken = Thresholds.ofPercent(success.getAsInt(), error.getAsInt());
        YamlValue where = keys.where("errorCondition");
        notes.differs(
                where,
                "errorCondition: more than " + error.getAsInt() + "% of the whole group",
                "halt: " + PercentText.of(taken.failures()) + " of the wave, reached and not passed"
                        + (error.getAsInt() > 100 - success.getAsInt()
                                ? "; with more, " + PercentText.of(taken.success()) + " cannot succeed, and it halts"
                                : ""));
        if (success.getAsInt() == 0) {
            notes.differs(
                    keys.where("successCondition"),
                    "successCondition: 0%, so that the next group starts at once",
                    "advance: 1%");
        }
        return Optional.of(taken);
    }

    /** Whether a person must agree before the next group. */
    static boolean approve(YamlKeys keys, ImportNotes notes) {
        keys.nested("errorAction")
                .ifPresent(action -> action.required(
                        "action",
                        value -> value.choice(text -> Optional.of(text).filter("PAUSE"::equals), "PAUSE")));
        Optional<String> action = keys.nested("successAction")
                .flatMap(it -> it.required(
                        "action",
                        value -> value.choice(
                                text -> Optional.of(text).filter(List.of("NEXTGROUP", "PAUSE")::contains),
                                "NEXTGROUP or PAUSE")));
        boolean pauses = action.filter("PAUSE"::equals).isPresent();
        if (pauses) {
            notes.differs(
                    keys.where("successAction"),
                    "successAction: PAUSE, after which a person resumes",
                    "approve: true, for each wave");
        }
        return pauses;
    }

    static boolean areThere(YamlKeys keys) {
        return keys.has("successCondition") || keys.has("errorCondition");
    }

    private static OptionalInt threshold(YamlKeys keys, String name) {
        if (!keys.has(name)) {
            return OptionalInt.of(DEFAULT);
        }
        Optional<YamlKeys> condition = keys.nested(name);
        condition.ifPresent(it -> it.required(
                "condition",
                value -> value.choice(text -> Optional.of(text).filter("THRESHOLD"::equals), "THRESHOLD")));
        return condition.map(HawkbitImport::percent).orElseGet(OptionalInt::empty);
    }

    private HawkbitConditions() {}
}
