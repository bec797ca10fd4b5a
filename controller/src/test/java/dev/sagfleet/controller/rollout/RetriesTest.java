package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static dev.sagfleet.controller.rollout.PolicyText.retries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Duration LONG = Duration.ofHours(5);

    private static RolloutWorld world(int devices, int transport, int verify, int boot) {
        var policy = retries(gates(RolloutWorld.policy(percent(100)), "10%", "50%", 2), transport, verify, boot);
        return new RolloutWorld(policy).devices(devices).start();
    }

    /** One that is reported twice, as any report may be. */
    private static void failTwice(RolloutWorld world, String name, UpdateCode code) {
        int attempt = world.member(name).attempt();
        for (int i = 0; i < 2; i++) {
            world.step(new RolloutEvent.Reported(
                    new SerialNumber(name),
                    attempt,
                    UpdateState.FAILED,
                    code,
                    java.util.Optional.of(RolloutWorld.OLD),
                    false));
        }
        world.pass(LONG);
    }

    @Test
    @DisplayName(
            "R15, B12: postponing counts nothing, failed attempts are no failed device, and a cleared one begins anew")
    void attemptsAreNotDevices() {
        var world = world(3, 2, 0, 0);
        for (int i = 0; i < 3; i++) {
            world.report("d0", UpdateState.WAIT_ACTIVATE);
            world.report("d0", UpdateState.WAIT_ACTIVATE);
        }
        world.succeed("d0");
        failTwice(world, "d1", UpdateCode.DOWNLOAD_FAILED);
        failTwice(world, "d1", UpdateCode.DOWNLOAD_FAILED);
        world.succeed("d1");
        for (int i = 0; i < 3; i++) {
            failTwice(world, "d2", UpdateCode.DOWNLOAD_FAILED);
        }

        assertThat(world.in(MemberState.SUCCEEDED)).containsExactlyInAnyOrder("d0", "d1");
        assertThat(world.in(MemberState.FAILED)).containsExactly("d2");
        assertThat(world.rollout.state()).as("1 of 3 is below 50 %").isEqualTo(RolloutState.FINISHED);
        assertThat(world.member("d1").tries().transport()).isEqualTo(2);

        world.step(new RolloutRequest.Retry("ann"));
        world.run();
        assertThat(world.member("d2").tries()).isEqualTo(Tries.NONE);
        assertThat(world.offered()).endsWith("d2");
    }

    @Test
    @DisplayName("R15: the budgets of transport, verification and boot are not mixed")
    void budgetsAreSeparate() {
        var world = world(5, 2, 1, 0);
        failTwice(world, "d0", UpdateCode.DOWNLOAD_FAILED);
        failTwice(world, "d0", UpdateCode.CORRUPT);
        failTwice(world, "d0", UpdateCode.INCOMPLETE);
        assertThat(world.state("d0")).isEqualTo(MemberState.ACTIVE);
        assertThat(world.member("d0").tries()).isEqualTo(new Tries(2, 1, 0));

        world.fallBack("d0");
        assertThat(world.state("d0")).isEqualTo(MemberState.FAILED);
    }

    @Test
    @DisplayName("R15, B11: what the controller caused, and a window that closed, count nothing")
    void whatTheControllerCausedCountsNothing() {
        var world = world(3, 0, 0, 0);
        world.succeed("d1");
        world.succeed("d2");
        for (int i = 0; i < 10; i++) {
            world.report("d0", UpdateState.ROLLED_BACK, UpdateCode.CONTROLLER_UNREACHABLE, true);
            world.pass(LONG);
            world.fail("d0", UpdateCode.NO_SUCH_IMAGE);
            world.pass(LONG);
            world.fail("d0", UpdateCode.OUTSIDE_WINDOW);
            world.pass(LONG);
        }
        assertThat(world.state("d0")).isEqualTo(MemberState.ACTIVE);
        assertThat(world.member("d0").tries()).isEqualTo(Tries.NONE);

        world.fail("d0", UpdateCode.DOWNLOAD_FAILED);
        assertThat(world.state("d0")).isEqualTo(MemberState.FAILED);
    }

    @Test
    @DisplayName(
            "R15, F15: what would end in the same way is not tried again; after a fallback the next order lifts the refusal")
    void whatCannotHelpIsNotTried() {
        var world = world(5, 9, 9, 1);
        world.report("d0", UpdateState.REJECTED, UpdateCode.ANTI_ROLLBACK, false);
        assertThat(world.state("d0")).isEqualTo(MemberState.FAILED);

        world.fallBack("d1");
        world.pass(LONG);
        assertThat(world.all(RolloutEffect.Offer.class))
                .last()
                .extracting(RolloutEffect.Offer::attempt, RolloutEffect.Offer::forced)
                .containsExactly(2, true);
    }

    @Test
    @DisplayName("R15, C3: back-off doubles to its most, and at its most it still spans half of that")
    void backOffHasJitterAfterItsLimit() {
        var retries = new Retries(9, 0, 0, Duration.ofMinutes(10), Duration.ofHours(4));
        var origin = new Origin("r", 3, 0);
        List<Long> atMost = new ArrayList<>();
        for (int device = 0; device < 2_000; device++) {
            var seat = new Seat(new SerialNumber("d" + device), 0, 0, 0, 0, 0);
            Member member = Member.waiting(seat, 0);
            for (int attempt = 1; attempt <= 12; attempt++) {
                member = member.ordered(Member.UNKNOWN, Member.UNKNOWN, PhaseClock.STANDING);
                long wait = Backoff.millis(retries, origin, member);
                long whole = Math.min(240, 10L << attempt) * 60_000;
                assertThat(wait).isBetween(Math.max(600_000, whole / 2), whole);
                assertThat(wait).isEqualTo(Backoff.millis(retries, origin, member));
            }
            atMost.add(Backoff.millis(retries, origin, member));
        }
        LongStream spread = atMost.stream().mapToLong(Long::longValue);
        var summary = spread.summaryStatistics();
        assertThat(summary.getMax() - summary.getMin())
                .isGreaterThan(Duration.ofMinutes(118).toMillis());
    }

    @Test
    @DisplayName("R18, C3: ten thousand that failed at once come back at no more than three times the mean rate")
    void retriesDoNotComeTogether() {
        var retries = new Retries(9, 0, 0, Duration.ofMinutes(10), Duration.ofHours(4));
        var origin = new Origin("r", 5, 0);
        int[] perSecond = new int[3601];
        for (int device = 0; device < 100_000; device++) {
            var seat = new Seat(new SerialNumber("d" + device), 0, 0, 0, 0, 0);
            Member member = Member.waiting(seat, 0)
                    .ordered(Member.UNKNOWN, Member.UNKNOWN, PhaseClock.STANDING)
                    .ordered(Member.UNKNOWN, Member.UNKNOWN, PhaseClock.STANDING);
            perSecond[(int) (Backoff.millis(retries, origin, member) / 1000)]++;
        }
        int most = java.util.Arrays.stream(perSecond).max().orElseThrow();
        assertThat(most).isLessThanOrEqualTo(3 * 100_000 / 1200);
    }
}
