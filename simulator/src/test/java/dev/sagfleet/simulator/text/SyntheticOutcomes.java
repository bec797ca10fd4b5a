package dev.sagfleet.simulator.text;

import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.rehearsal.Absences;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Outcomes that nobody has rehearsed, so that what is said of them changes with nothing but how it is said. */
final class SyntheticOutcomes {
    static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    private static final String ROLLOUT =
            """
            name: "2.5.0 <first>"
            image: 2.5.0
            waves: [{count: 10}, {percent: 100}]
            objectives: ["p50 finish <= 1d", "p90 egress <= 400 Mbit/s", "p50 touched before halt <= 2"]
            """;

    static Script script() {
        return new Script(
                RolloutFile.parse("rollout.yaml", ROLLOUT, BEGIN),
                FleetDefinition.demo(20, 1).blueprint(),
                64L << 20,
                BEGIN,
                Duration.ofDays(10),
                Absences.NONE,
                7);
    }

    /** So many, of which every fourth halts in wave 1 or 2 with a bad image caught. */
    static List<Outcome> of(int count) {
        return IntStream.range(0, count).mapToObj(SyntheticOutcomes::outcome).toList();
    }

    private static Outcome outcome(int number) {
        RolloutPolicy policy = script().policy();
        boolean halts = number % 4 == 3;
        Optional<Duration> hours = halts ? Optional.empty() : Optional.of(Duration.ofHours(10L + number));
        return new Outcome(
                Rollout.draft(new Origin("ro-1", number, BEGIN.toEpochMilli()), policy, "nobody"),
                List.of(),
                BEGIN.plus(Duration.ofHours(20)),
                100,
                Duration.ofHours(20),
                halts ? 12 : 100,
                new Outcome.Times(hours, hours.map(it -> it.plusHours(1)), hours.map(it -> it.plusHours(2))),
                halts ? Optional.of(new Outcome.Halted(1 + number % 8 / 4, Duration.ofHours(6), 12)) : Optional.empty(),
                new Outcome.Losses(number % 3, number % 2, 3_600_000L * number),
                Optional.of(new Outcome.Hits(number % 5, Optional.of(Duration.ofMinutes(5)), number % 5)),
                500_000_000L + number * 1_000_000L,
                100L << 26,
                1_000,
                200,
                "0".repeat(62) + String.format(Locale.ROOT, "%02d", number),
                Optional.empty(),
                Optional.empty());
    }

    private SyntheticOutcomes() {}
}
