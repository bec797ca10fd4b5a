package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Inconclusive;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.MemberOrder;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.Retries;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Silence;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.WavePlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The body with which hawkBit creates a rollout: {@code MgmtRolloutRestRequestBodyPost}. */
final class HawkbitImport {
    private static final List<String> KEYS = List.of(
            "name",
            "description",
            "distributionSetId",
            "targetFilterQuery",
            "amountGroups",
            "forcetime",
            "startAt",
            "weight",
            "dynamic",
            "dynamicGroupTemplate",
            "confirmationRequired",
            "type",
            "groups");
    private static final int WEIGHT_MAX = 1_000;
    private static final String FORCED = "forced";

    private final YamlKeys keys;
    private final Optional<FirmwareVersion> image;
    private final ImportNotes notes = new ImportNotes();

    HawkbitImport(YamlKeys keys, Optional<FirmwareVersion> image) {
        this.keys = keys;
        this.image = image;
    }

    /** Nothing if its name is wrong; other problems are among those of the keys. */
    Optional<Imported> read() {
        Optional<String> name = keys.required("name", value -> value.text(1, RolloutPolicy.NAME_LENGTH_MAX));
        Targets targets = HawkbitFilter.read(keys, notes);
        Optional<Thresholds> thresholds = HawkbitConditions.read(keys, notes);
        boolean approve = HawkbitConditions.approve(keys, notes);
        var groups = new HawkbitWaves(keys, notes, approve);
        List<WavePlan> waves = groups.read();
        Late late = late();
        int priority = priority();
        mention();
        return name.flatMap(known -> thresholds.map(limits -> imported(
                groups.limits(limits.original()),
                new RolloutPolicy(
                        known.isBlank() ? "hawkBit" : known,
                        image.orElse(ForeignRollout.UNNAMED),
                        targets,
                        MemberOrder.SPREAD,
                        waves,
                        limits.success(),
                        new Halt(limits.failures(), 1),
                        Inconclusive.HOLD,
                        Silence.DEFAULT,
                        late,
                        Optional.empty(),
                        Pace.DEFAULT,
                        Retries.DEFAULT,
                        priority,
                        Rollback.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()))));
    }

    private Imported imported(List<HawkbitSemantics.Limits> groups, RolloutPolicy policy) {
        return new Imported("hawkBit", policy, notes.all(), Original.ofHawkbit(policy, groups));
    }

    private Late late() {
        boolean dynamic = keys.optional("dynamic", YamlValue::flag).orElse(false);
        notes.missing(keys, "dynamicGroupTemplate", "one wave behind all others, of any size");
        return dynamic ? Late.TAIL : Late.IGNORE;
    }

    private int priority() {
        Optional<Integer> weight = keys.optional("weight", value -> value.integer(0, WEIGHT_MAX, "weight"));
        int priority =
                weight.map(it -> it * RolloutPolicy.PRIORITY_MAX / WEIGHT_MAX).orElse(RolloutPolicy.PRIORITY_DEFAULT);
        weight.ifPresent(it -> notes.differs(
                keys.where("weight"),
                "weight: " + it + " of " + WEIGHT_MAX,
                "priority: " + priority + " of " + RolloutPolicy.PRIORITY_MAX));
        return priority;
    }

    private void mention() {
        notes.unknown(
                keys,
                Stream.concat(KEYS.stream(), HawkbitConditions.KEYS.stream()).toList());
        notes.missing(keys, "description", "nothing");
        notes.missing(
                keys,
                "distributionSetId",
                image.map(version -> "image: " + version)
                        .orElse("image: " + ForeignRollout.UNNAMED + ", which runs nowhere: say which version it is"));
        notes.missing(keys, "startAt", "nothing: it begins when it is started");
        notes.missing(keys, "forcetime", "nothing: its offers are all forced");
        type();
        if (keys.optional("confirmationRequired", YamlValue::flag).orElse(false)) {
            notes.missing(keys, "confirmationRequired", "nothing: no user of a device is asked");
        }
        YamlValue whole = keys.whole();
        notes.added(
                whole,
                "devices that fall silent: they stay open for ever",
                "silence: a failure after 3d without a word, 12h of download or 1h of trial; so no wave is in limbo");
        notes.added(whole, "any number of devices at once", "pace: 100 a minute, 500 at once, one of a site");
        notes.added(whole, "no retries", "retries: 3 of a transfer, 1 of a verification, none of a boot");
        notes.added(whole, "order: as the targets were created", "order: spread over sites");
    }

    private void type() {
        Optional<String> type = keys.optional(
                "type",
                value -> value.choice(
                        text -> Stream.of(FORCED, "soft", "timeforced", "downloadonly")
                                .filter(text::equals)
                                .findFirst(),
                        "forced, soft, timeforced or downloadonly"));
        type.filter(it -> !it.equals(FORCED))
                .ifPresent(it -> notes.missing(
                        keys,
                        "type",
                        it.equals("downloadonly")
                                ? "nothing: the image is installed as well"
                                : "nothing: no device may put it off but by its window"));
    }

    /** A whole percentage in quotes, as conditions have it. */
    static OptionalInt percent(YamlKeys condition) {
        return condition
                .required(
                        "expression",
                        value -> value.choice(
                                text -> Optional.of(text)
                                        .filter(it -> it.matches("[0-9]{1,3}"))
                                        .map(Integer::valueOf)
                                        .filter(it -> it <= 100),
                                "a whole percentage from 0 to 100, as \"50\""))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }
}
