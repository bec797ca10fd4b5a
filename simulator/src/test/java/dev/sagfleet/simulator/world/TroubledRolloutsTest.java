package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.LATER;
import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.THREE_WAVES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollouts among kills of the controller, failures of power and lines, and people who change their minds. */
class TroubledRolloutsTest {
    private static final int TROUBLES = 60;
    private static final Duration END_MAX = Duration.ofDays(20);

    private final RolloutStage stage = new RolloutStage();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @DisplayName("R6, R7, R13: whatever happens, the counts are those of the members, and all of it ends")
    void whateverHappensItAddsUpAndEnds(long seed) {
        var random = new SplittableRandom(seed);
        String id = stage.start(RolloutStage.careless(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES)));
        for (int i = 0; i < TROUBLES; i++) {
            stage.devices().advance(Duration.ofSeconds(random.nextInt(5, 200)));
            trouble(id, random);
            assertAddsUp(id, "seed " + seed + ", trouble " + i);
        }

        stage.serials().forEach(serial -> stage.world().agent(serial).reconnect());
        long endNanos = stage.world().time().nowNanos() + END_MAX.toNanos();
        while (!stage.rollout(id).state().isOver() && stage.world().time().nowNanos() < endNanos) {
            wish(id, new RolloutRequest.Resume(true, "ann", "on"));
            stage.devices().advance(Duration.ofMinutes(10));
        }

        assertAddsUp(id, "seed " + seed + ", at the end");
        assertThat(stage.rollout(id).state()).as("seed " + seed).isEqualTo(RolloutState.FINISHED);
        assertThat(stage.rollout(id).counts().open()).as("seed " + seed).isZero();
        assertThat(stage.members(id))
                .as("seed " + seed)
                .filteredOn(member -> member.state() == MemberState.SUCCEEDED)
                .allSatisfy(member -> assertThat(
                                stage.devices().state(member.serial()).firmware())
                        .as(member.serial().text())
                        .isIn(NEW, LATER));
    }

    private void trouble(String id, SplittableRandom random) {
        List<SerialNumber> serials = stage.serials();
        SerialNumber serial = serials.get(random.nextInt(serials.size()));
        switch (random.nextInt(10)) {
            case 0 -> stage.restart();
            case 1 -> stage.world().failPower(serial, random.nextBoolean());
            case 2 -> stage.world().agent(serial).disconnect();
            case 3 -> serials.forEach(one -> stage.world().agent(one).reconnect());
            case 4 -> wish(id, new RolloutRequest.Pause(random.nextBoolean(), "ann", "wait"));
            case 5, 6 -> wish(id, new RolloutRequest.Resume(true, "ann", "on"));
            case 7 -> replace(serial);
            case 8 -> order(serial);
            default -> wish(id, new RolloutRequest.Retry("ann"));
        }
    }

    /** Perhaps of what it runs already. */
    private void order(SerialNumber serial) {
        try {
            stage.devices().order(serial, LATER);
        } catch (CompletionException refused) {
            assertThat(refused).hasMessageContaining("FirmwareImageRunning");
        }
    }

    private void replace(SerialNumber serial) {
        Device removed = stage.remove(serial);
        stage.devices().advance(Duration.ofSeconds(20));
        stage.register(removed);
    }

    /** Perhaps in a state in which that is refused. */
    private void wish(String id, RolloutRequest wish) {
        try {
            stage.tell(id, wish);
        } catch (CompletionException refused) {
            assertThat(refused).hasMessageContaining("IncorrectStatus.Rollout");
        }
    }

    private void assertAddsUp(String id, String when) {
        record Both(Rollout rollout, List<Member> members) {}

        Both both = stage.read(reading -> new Both(
                reading.rollouts().find(id).orElseThrow(), reading.rollouts().members(id, 0, 1_000)));
        Rollout rollout = both.rollout();
        List<Member> members = both.members();
        for (MemberState state : MemberState.values()) {
            assertThat(rollout.counts().of(state)).as(when + ": " + state).isEqualTo((int)
                    members.stream().filter(member -> member.state() == state).count());
        }
        assertThat(rollout.flow().working()).as(when + ": places held").isEqualTo((int)
                members.stream().filter(member -> member.phase().isWorking()).count());
    }
}
