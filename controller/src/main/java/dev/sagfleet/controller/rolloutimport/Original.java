package dev.sagfleet.controller.rolloutimport;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.Retries;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Semantics;
import dev.sagfleet.controller.rollout.Silence;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A rollout as it goes in the system that it comes from: by its own rules, and without what was added here.
 *
 * @param policy what is common to both
 */
public record Original(RolloutPolicy policy, Semantics semantics) {
    /** Longer than anybody looks. */
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private static final Silence NEVER_SILENT = new Silence(FOR_EVER, FOR_EVER, FOR_EVER, Silence.CountsAs.FAILURE);
    private static final List<WavePlan> ALL_AT_ONCE = List.of(WavePlan.of(new WaveSize.Cumulative(Fraction.ONE)));

    public Original {
        requireNonNull(policy, "policy");
        requireNonNull(semantics, "semantics");
    }

    /** One of hawkBit: it starts all of a group at once, tries nothing again, and waits for ever. */
    static Original ofHawkbit(RolloutPolicy taken, List<HawkbitSemantics.Limits> groups) {
        Retries none = new Retries(
                0, 0, 0, taken.retries().leastWait(), taken.retries().mostWait());
        List<WavePlan> waves = new ArrayList<>();
        for (int i = 0; i < taken.waves().size(); i++) {
            HawkbitSemantics.Limits limits = groups.get(Math.min(i, groups.size() - 1));
            WavePlan wave = taken.waves().get(i);
            waves.add(new WavePlan(
                    wave.name(),
                    wave.size(),
                    wave.soak(),
                    wave.approve(),
                    Optional.empty(),
                    Optional.of(limits.halt())));
        }
        return new Original(
                with(taken, taken.halt(), waves, NEVER_SILENT, Pace.PER_MINUTE_MAX, none),
                new HawkbitSemantics(groups));
    }

    /**
     * A job of AWS IoT: one wave at the rate that it sets.
     *
     * @param timeout of an execution that is in progress; absent if there is none
     */
    static Original ofAws(
            RolloutPolicy taken,
            Optional<AwsSemantics.Growth> growth,
            List<AwsSemantics.Abort> aborts,
            Optional<Duration> timeout,
            int retries) {
        Silence silence = timeout.map(span -> new Silence(FOR_EVER, span, span, Silence.CountsAs.FAILURE))
                .orElse(NEVER_SILENT);
        Retries tries = new Retries(
                retries,
                retries,
                retries,
                taken.retries().leastWait(),
                taken.retries().mostWait());
        return new Original(
                with(
                        taken,
                        AwsSemantics.halt(aborts),
                        ALL_AT_ONCE,
                        silence,
                        taken.pace().perMinute(),
                        tries),
                new AwsSemantics(growth, aborts, timeout.isPresent()));
    }

    /**
     * A rollout of this system as it would go in another one: its limits, and nothing that the other has not.
     *
     * @param system {@link ForeignRollout.Kind#HAWKBIT} takes the waves as groups, {@link ForeignRollout.Kind#AWS} all at
     *     once
     */
    public static Original of(RolloutPolicy own, ForeignRollout.Kind system) {
        return switch (system) {
            case HAWKBIT ->
                ofHawkbit(
                        own,
                        IntStream.range(0, own.waves().size())
                                .mapToObj(wave -> new HawkbitSemantics.Limits(
                                        own.success(wave), own.halt(wave).failures()))
                                .toList());
            case AWS ->
                ofAws(
                        own,
                        Optional.empty(),
                        List.of(new AwsSemantics.Abort(
                                AwsSemantics.FailureType.ALL,
                                own.halt().failures(),
                                own.halt().least())),
                        Optional.of(own.silence().download()),
                        own.retries().transport());
        };
    }

    /** The same for all devices, whoever was meant. */
    public Original forAll() {
        return new Original(
                with(
                        policy,
                        Targets.ALL,
                        policy.halt(),
                        policy.waves(),
                        policy.silence(),
                        policy.pace().perMinute(),
                        policy.retries()),
                semantics);
    }

    private static RolloutPolicy with(
            RolloutPolicy taken, Halt halt, List<WavePlan> waves, Silence silence, int perMinute, Retries retries) {
        return with(taken, taken.targets(), halt, waves, silence, perMinute, retries);
    }

    /** That success is out of reach stops nothing there, so none is asked for here. */
    private static RolloutPolicy with(
            RolloutPolicy taken,
            Targets targets,
            Halt halt,
            List<WavePlan> waves,
            Silence silence,
            int perMinute,
            Retries retries) {
        return new RolloutPolicy(
                taken.name(),
                taken.image(),
                targets,
                taken.order(),
                waves.stream().map(Original::withoutSoak).toList(),
                Fraction.ZERO,
                halt,
                taken.inconclusive(),
                silence,
                taken.late(),
                taken.window(),
                new Pace(perMinute, Pace.PER_MINUTE_MAX, Pace.PER_MINUTE_MAX, Optional.empty()),
                retries,
                taken.priority(),
                new Rollback(Rollback.When.NEVER, taken.rollback().scope()),
                taken.end(),
                Optional.empty(),
                taken.objectives());
    }

    private static WavePlan withoutSoak(WavePlan wave) {
        return wave.soaking(Duration.ZERO);
    }
}
