package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.KeptStates;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rollouts that are taken out of one world, at some time, and gone on with in another one. */
class ContinuationTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final String ROLLOUT =
            """
            name: taken over
            image: 2.5.0
            waves: [{name: canary, count: 10, soak: 1h}, {percent: 100}]
            advance: {success: 80%}
            halt: {failures: 20%, least: 2}
            pace: {perMinute: 10}
            window: {cron: "0 0 * ? * *", for: 50m, zone: UTC}
            """;

    private static Blueprint fleet() {
        String file =
                """
                instances:
                  - {model: SAG-100WM, count: 60, bandwidth: 20, firmware: 2.4.0}
                """;
        return new FleetDefinition("fleet.yaml", file, 1)
                .blueprint()
                .with(UpgradeFaultsFile.parse("faults.yaml", "models: {SAG-100WM: {check: 4%, power: 20%, drop: 2%}}"));
    }

    private static Script script() {
        return new Script(
                RolloutFile.parse("rollout.yaml", ROLLOUT, BEGIN),
                fleet(),
                16L << 20,
                BEGIN,
                Duration.ofDays(30),
                Absences.NONE,
                3);
    }

    /** What is known of a world, as a controller would say it. */
    private static Script taken(RehearsedWorld stage, String id) {
        Rollout rollout = stage.rollout(id);
        List<Member> members = stage.world().finish(stage.world().core().store().read(reading -> reading.rollouts()
                .members(id, 0, 1_000)));
        List<Known.KnownImage> images =
                stage
                        .world()
                        .finish(stage.world().core().store().read(reading -> reading.images()
                                .all()))
                        .stream()
                        .map(image -> new Known.KnownImage(image.manifest(), image.isAvailable()))
                        .toList();
        Map<SerialNumber, FirmwareState> firmware = new LinkedHashMap<>();
        for (Member member : members) {
            if (member.state() == MemberState.SUCCEEDED) {
                firmware.put(
                        member.serial(),
                        stage.world().keptFirmware(member.serial()).orElseThrow());
            }
        }
        var known = new Known(
                Set.of(),
                new KeptStates(Collections.emptyMap(), firmware),
                images,
                Optional.of(new UnderWay(rollout, members, Optional.empty())));
        Instant now = stage.world().clock().instant();
        Script before = script();
        return new Script(
                        rollout.policy(),
                        before.fleet(),
                        before.imageBytes(),
                        now,
                        before.bound(),
                        before.absences(),
                        before.seed())
                .with(known);
    }

    @Test
    void whoHasGoneToStartTheImageIsNotAway() {
        var stage = new RehearsedWorld(script(), Rehearsal.Listener.NONE);
        String id = stage.prepare();
        stage.start(id);
        List<SerialNumber> writing = List.of();
        UnderWay underWay = taken(stage, id).known().flatMap(Known::underWay).orElseThrow();
        for (int part = 0; part < 720 && writing.isEmpty(); part++) {
            stage.world().time().advance(Duration.ofSeconds(5));
            underWay = taken(stage, id).known().flatMap(Known::underWay).orElseThrow();
            writing = underWay.writing();
        }
        assertThat(writing).isNotEmpty();
        Set<SerialNumber> all =
                underWay.members().stream().map(Member::serial).collect(Collectors.toCollection(TreeSet::new));

        var known = new Known(
                all, new KeptStates(Collections.emptyMap(), Collections.emptyMap()), List.of(), Optional.of(underWay));

        assertThat(known.offline()).hasSize(60 - writing.size()).doesNotContainAnyElementsOf(writing);
    }

    @Test
    void whateverHasBecomeOfDevicesStaysAndTheOthersGoOn() {
        var stage = new RehearsedWorld(script(), Rehearsal.Listener.NONE);
        String id = stage.prepare();
        stage.start(id);
        boolean wasAnyAtWork = false;
        for (int part = 0; part < 12; part++) {
            stage.world().time().advance(Duration.ofMinutes(11));
            if (stage.rollout(id).state() != RolloutState.RUNNING) {
                break;
            }
            Script rest = taken(stage, id);
            UnderWay underWay = rest.known().flatMap(Known::underWay).orElseThrow();
            Counts before = underWay.rollout().counts();
            wasAnyAtWork |= before.active() > 0;

            Outcome outcome = Rehearsal.run(rest, Rehearsal.Listener.NONE);

            Counts after = outcome.rollout().counts();
            assertThat(after.all()).isEqualTo(60);
            assertThat(after.succeeded()).isGreaterThanOrEqualTo(before.succeeded());
            assertThat(after.failed()).isGreaterThanOrEqualTo(before.failed());
            assertThat(outcome.hasEnded()).as("part %d: %s", part, outcome).isTrue();
            assertThat(outcome.touched()).isGreaterThanOrEqualTo((int) underWay.members().stream()
                    .filter(member -> member.attempt() > 0)
                    .count());
            assertThat(outcome.took()).isGreaterThan(Duration.between(BEGIN, rest.begin()));
            assertThat(Rehearsal.run(rest, Rehearsal.Listener.NONE)).isEqualTo(outcome);
        }
        assertThat(wasAnyAtWork).isTrue();
    }
}
