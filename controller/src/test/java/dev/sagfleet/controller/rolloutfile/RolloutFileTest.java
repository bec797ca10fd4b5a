package dev.sagfleet.controller.rolloutfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.rollout.End;
import dev.sagfleet.controller.rollout.FirmwareCriterion;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.Inconclusive;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.MemberOrder;
import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.Retries;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Silence;
import dev.sagfleet.controller.rollout.TagCondition;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.controller.rollout.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutFileTest {
    static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    /** Every key there is. */
    static final String WHOLE =
            """
            name: 2.5.0 to the branches
            image: 2.5.0
            targets: {models: [SAG-100WM, SAG-1000], version: "< 2.5.0", regions: [cn-shanghai], tags: {ring: [a, b]}}
            order: spread
            waves:
              - {name: canary, count: 20, soak: 24h, approve: true}
              - {percent: 10, soak: 6h}
              - {percent: 100, success: 90%, halt: {failures: 2%, least: 5}}
            advance: {success: 95%}
            halt: {failures: 3%, least: 2}
            inconclusive: hold
            silence: {offered: 3d, download: 12h, trial: 1h, countsAs: failure}
            late: tail
            window: {cron: "0 0 2 ? * MON-FRI", for: 2h, zone: device}
            pace: {perMinute: 200, inFlight: 500, perSite: 1, egress: 400 Mbit/s}
            retries: {transport: 3, verify: 1, boot: 0, wait: 10m..4h}
            priority: 5
            rollback: {when: halted, scope: wave}
            end: {after: 30d, then: stop}
            health: {offered: ">= 80% of before", over: 1h}
            objectives: ["p90 finish <= 14d", "p95 touched before halt <= 50"]
            """;

    private static final RolloutPolicy READ = new RolloutPolicy(
            "2.5.0 to the branches",
            FirmwareVersion.parse("2.5.0"),
            new Targets(
                    List.of(DeviceModel.SAG_100WM, DeviceModel.SAG_1000),
                    Optional.of(FirmwareCriterion.parse("<2.5.0")),
                    List.of("cn-shanghai"),
                    List.of(new TagCondition("ring", List.of("a", "b"))),
                    List.of()),
            MemberOrder.SPREAD,
            List.of(
                    new WavePlan(
                            Optional.of("canary"),
                            new WaveSize.Count(20),
                            Duration.ofHours(24),
                            true,
                            Optional.empty(),
                            Optional.empty()),
                    WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(10))).soaking(Duration.ofHours(6)),
                    new WavePlan(
                            Optional.empty(),
                            new WaveSize.Cumulative(Fraction.ONE),
                            Duration.ZERO,
                            false,
                            Optional.of(Fraction.ofPercent(90)),
                            Optional.of(new Halt(Fraction.ofPercent(2), 5)))),
            Fraction.ofPercent(95),
            new Halt(Fraction.ofPercent(3), 2),
            Inconclusive.HOLD,
            new Silence(Duration.ofDays(3), Duration.ofHours(12), Duration.ofHours(1), Silence.CountsAs.FAILURE),
            Late.TAIL,
            Optional.of(new Window("0 0 2 ? * MON-FRI", Duration.ofHours(2), Optional.empty())),
            new Pace(200, 500, 1, Optional.of(Bandwidth.ofMegabits(400))),
            new Retries(3, 1, 0, Duration.ofMinutes(10), Duration.ofHours(4)),
            5,
            new Rollback(Rollback.When.HALTED, Rollback.Scope.WAVE),
            Optional.of(new End(Duration.ofDays(30), End.Then.STOP)),
            Optional.of(new Health(Fraction.ofPercent(80), Duration.ofHours(1), Fraction.ofPercent(50))),
            List.of(
                    new Objective(
                            Fraction.ofPercent(90),
                            Objective.Measure.FINISH,
                            Objective.Bound.AT_MOST,
                            Duration.ofDays(14).toMillis()),
                    new Objective(
                            Fraction.ofPercent(95),
                            Objective.Measure.TOUCHED_BEFORE_HALT,
                            Objective.Bound.AT_MOST,
                            50)));

    @Test
    void everyKeyOfTheFormatIsRead() {
        assertThat(RolloutFile.parse("r.yaml", WHOLE, NOW)).isEqualTo(READ);
    }

    @Test
    void whatIsLeftOutIsAsTheTypesSay() {
        RolloutPolicy read = RolloutFile.parse("r.yaml", "name: a\nimage: 2.5\nwaves: [{percent: 100}]", NOW);

        assertThat(read)
                .isEqualTo(RolloutPolicy.of(
                        "a",
                        FirmwareVersion.parse("2.5"),
                        List.of(WavePlan.of(new WaveSize.Cumulative(Fraction.ONE)))));
    }

    @Test
    void theSameFileInJsonIsTheSamePolicy() {
        String json =
                """
                {
                \t"name": "a \\u00fc\\/b\\ud83d\\ude00", "image":"2.5.0",
                \t"targets": {"models": ["APP"], "devices": ["app1"]},
                \t"waves": [{"count": 5, "approve": false}, {"percent": 50.5}, {"percent": "100%"}],
                \t"pace": {"egress": "1.5 Gbit/s"}
                }
                """;
        String yaml =
                """
                name: a ü/b😀
                image: 2.5.0
                targets: {models: APP, devices: [app1]}
                waves:
                - count: 5
                - percent: 50.5
                - percent: 100
                pace: {egress: 1500 Mbit/s}
                """;

        assertThat(RolloutFile.parse("r.json", json, NOW)).isEqualTo(RolloutFile.parse("r.yaml", yaml, NOW));
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        String written = RolloutFile.write(READ);

        assertThat(RolloutFile.parse("r.yaml", written, NOW)).isEqualTo(READ);
        assertThat(written).contains("  - {name: canary, count: 20, soak: 1d, approve: true}\n");
    }

    @Test
    void everyPolicyIsReadBackAsItWasWritten() {
        for (long seed = 1; seed <= 2_000; seed++) {
            RolloutPolicy drawn = new DrawnPolicies(seed).policy();
            String written = RolloutFile.write(drawn);

            assertThat(RolloutFile.parse("r.yaml", written, NOW))
                    .as("seed %d:%n%s", seed, written)
                    .isEqualTo(drawn);
        }
    }

    @Test
    void percentagesOfWavesAreExact() {
        RolloutPolicy read = RolloutFile.parse(
                "r.yaml", "name: a\nimage: 2.5\nwaves: [{percent: 100/3}, {percent: 200/3}, {percent: 100}]", NOW);

        assertThat(read.waves())
                .extracting(wave -> wave.size().end(0, 9))
                .as("B7: thirds of 9")
                .containsExactly(3, 6, 9);
    }
}
