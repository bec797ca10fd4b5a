package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Tries;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the downloads of rollouts take of the line, on virtual time, where only their bytes are counted. */
@DisplayName("R17: the egress of a rollout is held on virtual time too")
class VirtualEgressTest {
    private static final long IMAGE_BITS = 8L * (4 << 20);
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final RolloutStage stage = new RolloutStage();

    @Test
    void twoRolloutsStayWithinTheirSharesAndTheirDevicesWaitAtNoCost() {
        long beganNanos = nowNanos();
        String small = stage.start(policy("small", "SAG-100WM", 8));
        String large = stage.start(policy("large", "SAG-1000", 20));

        long smallNanos = 0;
        long largeNanos = 0;
        int most = 0;
        while (smallNanos == 0 || largeNanos == 0) {
            long untilNanos = nowNanos() + SECOND_NANOS;
            while (world().time().runOne(untilNanos)) {
                assertThat(egress().use(small).bitsPerSecond()).isLessThanOrEqualTo(8_000_000);
                assertThat(egress().use(large).bitsPerSecond()).isLessThanOrEqualTo(20_000_000);
                most = Math.max(most, egress().downloads());
            }
            stage.devices().advance(Duration.ofNanos(untilNanos - nowNanos()));
            smallNanos = smallNanos == 0 && isFinished(small) ? nowNanos() : smallNanos;
            largeNanos = largeNanos == 0 && isFinished(large) ? nowNanos() : largeNanos;
            assertThat(nowNanos() - beganNanos).isLessThan(Duration.ofHours(3).toNanos());
        }

        assertThat(most).isEqualTo(2);
        assertThat((smallNanos - beganNanos) / 1e9).isGreaterThan(30 * IMAGE_BITS / 8e6);
        assertThat((largeNanos - beganNanos) / 1e9).isGreaterThan(10 * IMAGE_BITS / 20e6);
        for (String id : List.of(small, large)) {
            assertThat(stage.members(id)).extracting(Member::attempt).containsOnly(1);
            assertThat(stage.members(id)).extracting(Member::tries).containsOnly(Tries.NONE);
            assertThat(egress().use(id)).isEqualTo(new Egress.Use(0, 0));
        }
    }

    @Test
    void aCapThatIsEditedHoldsFromTheResumeOnForTheDownloadThatRuns() {
        String id = stage.start(policy("edited", "SAG-1000", 2));
        SerialNumber serial = awaitDownload();
        long beganNanos = nowNanos();
        assertThat(egress().rate(serial)).contains(Bandwidth.ofMegabits(2));

        stage.devices().advance(Duration.ofSeconds(5));
        stage.tell(id, new RolloutRequest.Edit(policy("edited", "SAG-1000", 1), 1, "ann"));
        stage.tell(id, new RolloutRequest.Pause(false, "ann", "slower"));
        assertThat(egress().rate(serial)).contains(Bandwidth.ofMegabits(2));
        stage.tell(id, new RolloutRequest.Resume(false, "ann", "slower"));

        assertThat(egress().rate(serial)).contains(Bandwidth.ofMegabits(1));
        assertThat(egress().use(id)).isEqualTo(new Egress.Use(1_000_000, 1));
        assertThat(world().time().runUntil(() -> egress().rate(serial).isEmpty(), Duration.ofMinutes(5)))
                .isTrue();
        double expectedSeconds = 5 + (IMAGE_BITS - 5 * 2e6) / 1e6;
        assertThat((nowNanos() - beganNanos) / 1e9).isBetween(expectedSeconds - 0.5, expectedSeconds + 5);
    }

    @Test
    void aControllerThatStartsAgainHoldsTheSharesFromTheFirstDownloadOn() {
        String id = stage.start(policy("again", "SAG-100WM", 4));
        awaitDownload();

        stage.restart();
        stage.devices().advance(Duration.ofSeconds(1));
        int seen = 0;
        long untilNanos = nowNanos() + Duration.ofMinutes(3).toNanos();
        while (world().time().runOne(untilNanos)) {
            assertThat(egress().use(id).bitsPerSecond()).isLessThanOrEqualTo(4_000_000);
            seen = Math.max(seen, egress().downloads());
        }

        assertThat(seen).isEqualTo(1);
        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(12));
        assertThat(done.counts().succeeded()).isEqualTo(30);
    }

    private static RolloutPolicy policy(String name, String model, int megabits) {
        return RolloutFile.parse(
                "rollout.yaml",
                "name: " + name + "\nimage: 2.5.0\ntargets: {models: " + model
                        + "}\nwaves: [{percent: 100}]\npace: {perMinute: 6000, inFlight: 100, egress: " + megabits
                        + " Mbit/s}\n",
                Instant.EPOCH);
    }

    /** The device that fetches its image. */
    private SerialNumber awaitDownload() {
        assertThat(world().time().runUntil(() -> egress().downloads() > 0, Duration.ofMinutes(10)))
                .isTrue();
        return stage.serials().stream()
                .filter(serial -> egress().rate(serial).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private boolean isFinished(String id) {
        return stage.rollout(id).state() == RolloutState.FINISHED;
    }

    private long nowNanos() {
        return world().time().nowNanos();
    }

    private Egress egress() {
        return world().egress().orElseThrow();
    }

    private VirtualWorld world() {
        return stage.world();
    }
}
