package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.DEVICES;
import static dev.sagfleet.simulator.world.RolloutStage.LATER;
import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.ALL_AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people do with single devices while rollouts are at work on them, on virtual time. */
class PeopleBesideRolloutsTest {
    /** What takes a SAG-100WM more than a minute to fetch. */
    private static final FirmwareVersion LARGE = FirmwareVersion.parse("2.9.0");

    private final RolloutStage stage = new RolloutStage();

    @Test
    @DisplayName(
            "R14: a person's cancel of a job that its device never heard of is known to its rollout with that change")
    void aCancelIsKnownWithItsChange() {
        SerialNumber deaf = stage.serials().get(3);
        stage.world().network().hang(deaf);
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE));
        stage.await(id, rollout -> member(id, deaf).phase() == Phase.OFFERED, Duration.ofMinutes(1));

        FirmwareJob left = stage.world().finish(stage.world().core().commands().run("cancel", transaction -> {
            long nowMillis = stage.world().clock().millis();
            return stage.world().core().upgrades().cancel(transaction, deaf, "cancel", nowMillis);
        }));

        assertThat(left.state()).isEqualTo(UpdateState.CANCELED);
        assertThat(member(id, deaf).state()).isEqualTo(MemberState.CANCELLED);
        assertThat(member(id, deaf).phase().isWorking()).as("holds a place").isFalse();
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
        stage.devices().advance(Duration.ofHours(1));
        assertThat(stage.rollout(id).counts().cancelled()).isEqualTo(1);
        assertThat(stage.running(NEW)).isEqualTo(DEVICES - 1);
    }

    @Test
    @DisplayName(
            "B2: a rollout joins what a person has ordered of the same image, ends with it, and orders nothing itself")
    void aRolloutJoinsWhatAPersonHasOrdered() {
        stage.devices().build(LARGE, 200L << 20, DeviceModel.SAG_100WM, DeviceModel.SAG_1000);
        SerialNumber away = stage.serials().get(0);
        SerialNumber atWork = stage.serials().get(1);
        SerialNumber elsewhere = stage.serials().get(2);
        stage.world().agent(away).disconnect();
        stage.devices().order(away, LARGE);
        String id = stage.create(RolloutPolicy.of("to 2.9.0", LARGE, ALL_AT_ONCE));
        stage.await(id, RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));
        stage.devices().order(atWork, LARGE);
        stage.devices().order(elsewhere, LATER);
        stage.devices().advance(Duration.ofSeconds(1));
        assertThat(stage.jobs(atWork).get(0).progress().isHeard())
                .as("it is at work")
                .isTrue();

        stage.approveAndStart(id);
        stage.await(id, rollout -> member(id, atWork).phase().isOrdered(), Duration.ofMinutes(1));
        stage.await(id, rollout -> rollout.counts().succeeded() == DEVICES - 2, Duration.ofHours(6));
        assertThat(stage.rollout(id).state()).as("one is not there yet").isEqualTo(RolloutState.RUNNING);
        stage.world().agent(away).reconnect();
        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));

        assertThat(done.counts().succeeded()).isEqualTo(DEVICES);
        for (SerialNumber joined : List.of(away, atWork)) {
            assertThat(stage.jobs(joined))
                    .singleElement()
                    .matches(FirmwareJob::hasSucceeded, "done")
                    .returns(FirmwareJob.Origin.CONTROL, FirmwareJob::origin)
                    .returns(Optional.of(id), job -> job.rollout().map(RolloutOrder::rollout));
            assertThat(member(id, joined).state()).isEqualTo(MemberState.SUCCEEDED);
        }
        assertThat(stage.jobs(elsewhere))
                .as("another image is waited for")
                .hasSize(2)
                .allMatch(FirmwareJob::hasSucceeded);
    }

    @Test
    @DisplayName("R14, B2: a rollout that is cancelled does not take back what a person has ordered")
    void whatAPersonHasOrderedIsNotTakenBack() {
        stage.serials().forEach(serial -> stage.devices().order(serial, NEW));
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE));
        stage.await(id, rollout -> rollout.flow().working() > 5, Duration.ofMinutes(1));

        stage.tell(id, new RolloutRequest.Cancel("ann", "not so fast"));
        stage.devices().advance(Duration.ofHours(1));

        assertThat(stage.rollout(id).counts().open()).isZero();
        assertThat(stage.running(NEW)).isEqualTo(DEVICES);
        assertThat(stage.serials())
                .allSatisfy(
                        serial -> assertThat(stage.jobs(serial)).singleElement().matches(FirmwareJob::hasSucceeded));
    }

    @Test
    @DisplayName("B6: cancelled in every state, twice and over a kill, each device ends once and is free")
    void aCancelMeetsEveryState() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE));
        stage.await(id, rollout -> rollout.counts().succeeded() > 0, Duration.ofMinutes(5));
        Map<SerialNumber, UpdateState> before = new TreeMap<>();
        stage.serials().forEach(serial -> stage.jobs(serial).forEach(job -> before.put(serial, job.state())));
        assertThat(before.values()).contains(UpdateState.DOWNLOADING, UpdateState.INSTALLING, UpdateState.COMMITTED);

        stage.tell(id, new RolloutRequest.Cancel("ann", "wrong image"));
        stage.tell(id, new RolloutRequest.Cancel("ann", "wrong image"));
        stage.restart();
        stage.tell(id, new RolloutRequest.Cancel("bob", "wrong image"));
        stage.devices().advance(Duration.ofHours(1));

        assertThat(stage.rollout(id).counts().open()).isZero();
        assertThat(stage.serials()).allSatisfy(serial -> {
            boolean isNew = stage.devices().state(serial).firmware().equals(NEW);
            assertThat(member(id, serial).state()).isEqualTo(isNew ? MemberState.SUCCEEDED : MemberState.CANCELLED);
            assertThat(stage.jobs(serial))
                    .allMatch(job -> job.state().isFinal())
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(isNew || before.getOrDefault(serial, UpdateState.IDLE).isCancelable())
                    .as(serial + " was " + before.get(serial))
                    .isTrue();
        });
        stage.serials().forEach(serial -> stage.devices().order(serial, LATER));
        stage.devices().runUntilNoJobIsOpen(Duration.ofHours(1));
        assertThat(stage.running(LATER)).isEqualTo(DEVICES);
    }

    private Member member(String id, SerialNumber serial) {
        return stage.read(reading -> reading.rollouts().member(id, serial)).orElseThrow();
    }
}
