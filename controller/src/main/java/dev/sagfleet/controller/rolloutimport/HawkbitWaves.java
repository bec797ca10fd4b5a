package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The groups of a rollout of hawkBit, as many alike or one by one. */
final class HawkbitWaves {
    private static final List<String> KEYS =
            List.of("name", "description", "targetFilterQuery", "targetPercentage", "confirmationRequired");
    private static final int GROUPS_MAX = 500;
    private static final int NAME_LENGTH_MAX = 64;

    private final YamlKeys keys;
    private final ImportNotes notes;
    private final boolean approve;
    private final Set<String> names = new LinkedHashSet<>();
    private final List<Optional<HawkbitSemantics.Limits>> limits = new ArrayList<>();
    private Share reached = Share.NOTHING;

    HawkbitWaves(YamlKeys keys, ImportNotes notes, boolean approve) {
        this.keys = keys;
        this.notes = notes;
        this.approve = approve;
    }

    /** One at least. */
    List<WavePlan> read() {
        if (!keys.has("groups")) {
            return alike();
        }
        if (keys.has("amountGroups")) {
            notes.missing(keys, "amountGroups", "nothing: the groups are described one by one");
        }
        List<WavePlan> waves = new ArrayList<>();
        List<YamlValue> groups =
                keys.optional("groups", value -> value.items(1, GROUPS_MAX)).orElse(List.of());
        for (YamlValue group : groups) {
            YamlKeys.of(group, keys.problems()).flatMap(this::wave).ifPresent(waves::add);
        }
        if (waves.size() > RolloutPolicy.WAVES_MAX) {
            notes.missing(
                    keys, "groups", "the first " + RolloutPolicy.WAVES_MAX + " of them; the rest is one more wave");
            return waves.subList(0, RolloutPolicy.WAVES_MAX);
        }
        return waves.isEmpty() ? waves(1) : waves;
    }

    /** The thresholds of the waves that were read; those that have none of their own go by these. */
    List<HawkbitSemantics.Limits> limits(HawkbitSemantics.Limits others) {
        List<HawkbitSemantics.Limits> all = new ArrayList<>();
        limits.forEach(own -> all.add(own.orElse(others)));
        return all.isEmpty() ? List.of(others) : all;
    }

    private List<WavePlan> alike() {
        int groups = keys.optional("amountGroups", value -> value.integer(1, GROUPS_MAX, "groups"))
                .orElse(1);
        if (groups > RolloutPolicy.WAVES_MAX) {
            notes.missing(keys, "amountGroups", RolloutPolicy.WAVES_MAX + " waves");
        }
        return waves(Math.min(groups, RolloutPolicy.WAVES_MAX));
    }

    private List<WavePlan> waves(int count) {
        List<WavePlan> waves = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            waves.add(
                    WavePlan.of(new WaveSize.Cumulative(new Fraction(i, count))).approved(approve && i < count));
        }
        return waves;
    }

    /** Nothing if it adds no devices, or is wrong. */
    private Optional<WavePlan> wave(YamlKeys group) {
        Fraction before = reached.part();
        BigDecimal percent =
                group.optional("targetPercentage", HawkbitWaves::percent).orElse(BigDecimal.valueOf(100));
        reached = reached.plusOfRest(percent);
        mention(group, percent);
        Optional<Thresholds> own =
                HawkbitConditions.areThere(group) ? HawkbitConditions.read(group, notes) : Optional.empty();
        boolean asks = group.has("successAction") ? HawkbitConditions.approve(group, notes) : approve;
        if (reached.part().equals(before)) {
            notes.missing(group.whole(), "nothing: it has no devices");
            return Optional.empty();
        }
        limits.add(own.map(Thresholds::original));
        return Optional.of(new WavePlan(
                name(group),
                new WaveSize.Cumulative(reached.part()),
                Duration.ZERO,
                asks,
                own.map(Thresholds::success),
                own.map(limits -> new Halt(limits.failures(), 1))));
    }

    private void mention(YamlKeys group, BigDecimal percent) {
        List<String> known = new ArrayList<>(KEYS);
        known.addAll(HawkbitConditions.KEYS);
        notes.unknown(group, known);
        notes.missing(group, "description", "nothing");
        if (group.has("targetFilterQuery") && !group.where("targetFilterQuery").isEmptyText()) {
            notes.missing(group, "targetFilterQuery", "nothing: the wave is of all members, in their order");
        }
        if (group.optional("confirmationRequired", YamlValue::flag).orElse(false)) {
            notes.missing(group, "confirmationRequired", "nothing: no user of a device is asked");
        }
        if (group.has("targetPercentage")) {
            notes.differs(
                    group.where("targetPercentage"),
                    "targetPercentage: " + percent.toPlainString() + " of what is left",
                    "percent: " + reached + " of all, with the waves before it");
        }
    }

    private static BigDecimal percent(YamlValue value) {
        return value.decimal(100, "percent");
    }

    private Optional<String> name(YamlKeys group) {
        Optional<String> name = group.optional("name", value -> value.text(1, NAME_LENGTH_MAX));
        boolean isTaken = name.isPresent() && !names.add(name.get());
        if (isTaken) {
            notes.missing(group, "name", "no name: another wave has it");
        }
        return isTaken ? Optional.empty() : name;
    }
}
