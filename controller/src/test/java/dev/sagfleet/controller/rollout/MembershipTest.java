package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.count;
import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static Dealing.Candidate candidate(int index, String site, String batch) {
        return new Dealing.Candidate(
                new SerialNumber("d" + index),
                site,
                batch,
                ZoneOffset.UTC,
                RolloutWorld.NEW,
                Optional.of(RolloutWorld.OLD),
                60,
                index);
    }

    private static Dealing.Dealt deal(MemberOrder order, List<Dealing.Candidate> candidates) {
        var dealing = new Dealing(new Origin("r", 7, 0), order);
        candidates.forEach(dealing::add);
        return dealing.deal();
    }

    private static List<Dealing.Candidate> fleet(int devices, int sites, int batches) {
        List<Dealing.Candidate> fleet = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            fleet.add(candidate(i, "site " + i % sites, "batch " + i % 7 % batches));
        }
        return fleet;
    }

    @Test
    @DisplayName("R3: a canary of 20 is in 20 sites, or in as many as there are, and in batches by turns")
    void aCanaryIsSpread() {
        Dealing.Dealt wide = deal(MemberOrder.SPREAD, fleet(1000, 50, 4));
        assertThat(wide.seats().subList(0, 20)).extracting(Seat::site).doesNotHaveDuplicates();
        Dealing.Dealt narrow = deal(MemberOrder.SPREAD, fleet(1000, 8, 4));
        assertThat(narrow.seats().subList(0, 8)).extracting(Seat::site).doesNotHaveDuplicates();

        List<Dealing.Candidate> fleet = fleet(1000, 50, 4);
        TreeSet<String> batches = new TreeSet<>();
        wide.seats()
                .subList(0, 8)
                .forEach(seat -> batches.add(
                        fleet.get(Integer.parseInt(seat.serial().text().substring(1)))
                                .batch()));
        assertThat(batches).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    @DisplayName("R3: the order does not depend on when devices were registered, but on seed and rollout")
    void theOrderDependsOnWhoTheyAre() {
        for (MemberOrder order : MemberOrder.values()) {
            List<Dealing.Candidate> fleet = fleet(500, 40, 3);
            Dealing.Dealt dealt = deal(order, fleet);
            Collections.shuffle(fleet, new Random(3));
            assertThat(deal(order, fleet)).isEqualTo(dealt);
            assertThat(dealt.seats())
                    .extracting(Seat::serial)
                    .doesNotHaveDuplicates()
                    .hasSize(500);
        }
        var other = new Dealing(new Origin("r", 8, 0), MemberOrder.SPREAD);
        fleet(500, 40, 3).forEach(other::add);
        assertThat(other.deal().seats())
                .isNotEqualTo(deal(MemberOrder.SPREAD, fleet(500, 40, 3)).seats());
    }

    @Test
    @DisplayName("R3: site by site takes all of one before the next; listed goes by the list")
    void otherOrders() {
        List<Integer> sites = deal(MemberOrder.SITE_BY_SITE, fleet(60, 6, 1)).seats().stream()
                .map(Seat::site)
                .toList();
        assertThat(sites).isSorted();
        assertThat(deal(MemberOrder.LISTED, fleet(60, 6, 1)).seats())
                .extracting(seat -> seat.serial().text())
                .startsWith("d0", "d1", "d2", "d3");
    }

    @Test
    @DisplayName("R4, B8: approval is given to the members; if they differ at the start, it is asked for again")
    void approvalBindsToTheMembers() {
        var world = new RolloutWorld(RolloutWorld.policy(count(2), percent(100))).devices(20);
        world.deal();
        Digest shown = world.rollout.membership().dealt().orElseThrow();
        world.approve();
        world.box("d20");
        Digest now = world.dealt().members();
        assertThat(now).isNotEqualTo(shown);
        world.step(new RolloutRequest.Start(now, "ann"));
        world.run();

        assertThat(world.rollout.state()).isEqualTo(RolloutState.DRAFT);
        assertThat(world.offered()).isEmpty();
        assertThat(world.listed.size()).isZero();
        assertThat(world.all(RolloutEffect.Refuse.class))
                .extracting(RolloutEffect.Refuse::refusal)
                .containsExactly(Refusal.MEMBERS);
        assertThat(world.all(RolloutEffect.Deal.class)).hasSize(1);

        world.deal();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.WAITING_FOR_APPROVAL);
        assertThat(world.rollout.counts().waiting()).isEqualTo(21);
        world.step(new RolloutRequest.Approve(shown, "ann"));
        assertThat(world.rollout.state()).isEqualTo(RolloutState.WAITING_FOR_APPROVAL);
        world.approve();
        world.step(new RolloutRequest.Start(now, "ann"));
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
    }

    @Test
    @DisplayName("C5: a slice that comes again after a crash while members are filled in brings nobody in twice")
    void slicesMayComeAgain() {
        var world = new RolloutWorld(RolloutWorld.policy(count(2), percent(100))).devices(250);
        Dealing.Dealt dealt = world.dealt();
        world.step(dealt.event());
        world.step(dealt.slice(0, 100));
        world.step(dealt.slice(50, 100));
        world.step(dealt.slice(200, 100));
        assertThat(world.rollout.membership().filled()).isEqualTo(150);
        world.step(dealt.event());
        world.step(dealt.slice(world.rollout.membership().filled(), 100));

        assertThat(world.rollout.state()).isEqualTo(RolloutState.WAITING_FOR_APPROVAL);
        assertThat(world.listed.all())
                .extracting(Member::serial)
                .doesNotHaveDuplicates()
                .hasSize(250);
    }

    @Test
    @DisplayName("R4, B3: a device that is deleted leaves the count; registered again it is new")
    void aDeletedDeviceLeavesTheCount() {
        var world = new RolloutWorld(gates(RolloutWorld.policy(count(4), percent(100)), "100%", "50%", 2))
                .devices(8)
                .start();
        List<String> canary = List.copyOf(world.working());
        canary.subList(0, 3).forEach(world::succeed);
        assertThat(world.offered()).hasSize(4);
        world.remove(canary.get(3));

        assertThat(world.rollout.waves().get(0).counts().judged()).isEqualTo(3);
        assertThat(world.rollout.waves().get(0).stage()).isEqualTo(Wave.Stage.PASSED);
        assertThat(world.offered()).hasSize(8);
        world.join(canary.get(3));
        assertThat(world.member(canary.get(3)).attempt()).isZero();
        assertThat(world.member(canary.get(3)).wave()).isEqualTo(2);
        List.copyOf(world.working()).forEach(world::remove);
        assertThat(world.rollout.waves().get(1).stage()).isEqualTo(Wave.Stage.EMPTY);
        assertThat(world.working()).containsExactly(canary.get(3));
        world.succeedAll();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
        assertThat(world.rollout.counts()).isEqualTo(new Counts(0, 0, 4, 0, 0, 0, 0, 0, 5));
    }

    @Test
    @DisplayName(
            "R4, B9: waves are fixed at the start: who joins goes behind them, who leaves finishes and counts apart")
    void lateAndLeaving() {
        var world = new RolloutWorld(gates(RolloutWorld.policy(percent(10), percent(100)), "60%", "90%", 9))
                .devices(100)
                .start();
        for (int i = 0; i < 5; i++) {
            world.join("late" + i);
        }
        List<String> canary = List.copyOf(world.working());
        assertThat(canary).hasSize(10);
        assertThat(world.rollout.waves().get(0).counts().all()).isEqualTo(10);
        world.report(canary.get(0), UpdateState.DOWNLOADING);
        world.report(canary.get(1), UpdateState.DOWNLOADING);
        for (String leaver : canary.subList(0, 2)) {
            world.step(new RolloutEvent.Unmatched(world.device(leaver).serial));
        }
        world.step(new RolloutEvent.Unmatched(world.device(canary.get(2)).serial));
        assertThat(world.state(canary.get(0))).isEqualTo(MemberState.ACTIVE);
        assertThat(world.state(canary.get(2))).as("had not begun").isEqualTo(MemberState.LEFT);
        world.succeed(canary.get(0));
        world.fail(canary.get(1), UpdateCode.FLASH);
        assertThat(world.in(MemberState.LEFT)).containsExactlyInAnyOrderElementsOf(canary.subList(0, 3));
        assertThat(world.rollout.counts().succeeded()).isZero();

        while (!world.working().isEmpty()) {
            world.succeedAll();
        }
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
        assertThat(world.rollout.waves()).hasSize(3);
        assertThat(world.rollout.waves().get(2).counts().succeeded()).isEqualTo(5);
        world.join("tooLate");
        assertThat(world.rollout.counts().all()).isEqualTo(105);
    }

    @Test
    @DisplayName("R4: who comes while a tail wave is open goes into another one; late: ignore takes nobody")
    void tailsKeepTheirSize() {
        var world =
                new RolloutWorld(RolloutWorld.policy(percent(100))).devices(2).start();
        world.join("late0");
        world.join("late1");
        world.succeedAll();
        assertThat(world.working()).containsExactly("late0", "late1");
        world.join("late2");
        assertThat(world.rollout.waves())
                .extracting(wave -> wave.counts().all())
                .containsExactly(2, 2, 1);
        world.succeedAll();
        world.succeedAll();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);

        var policy = PolicyText.ends(
                RolloutWorld.policy(percent(100)),
                Late.IGNORE,
                Rollback.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                5);
        var deaf = new RolloutWorld(policy).devices(2).start();
        deaf.join("late0");
        assertThat(deaf.rollout.counts().all()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "B2: a rollout whose device has the image assigned stays open and ends with the attempt that runs already")
    void attachesToWhatRunsAlready() {
        var world = new RolloutWorld(RolloutWorld.policy(percent(100))).devices(1);
        world.device("d0").online = false;
        world.start();
        world.pass(Duration.ofHours(1));
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        world.connect("d0");
        world.report("d0", UpdateState.STAGED);
        world.report("d0", UpdateState.TRIAL);
        world.succeed("d0");

        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
        assertThat(world.offered()).containsExactly("d0");
        assertThat(world.all(RolloutEffect.Recall.class)).isEmpty();
    }

    @Test
    @DisplayName(
            "B18: a device that is taken out of the fleet in a conflict leaves the count, and its late words count for nobody")
    void aConflictLeavesTheCount() {
        var world = new RolloutWorld(gates(RolloutWorld.policy(percent(100)), "100%", "50%", 2))
                .devices(3)
                .start();
        world.remove("d1");
        world.report("d1", UpdateState.COMMITTED);
        world.succeed("d0");
        world.succeed("d2");

        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
        assertThat(world.rollout.counts()).isEqualTo(new Counts(0, 0, 2, 0, 0, 0, 0, 0, 1));
    }

    @Test
    @DisplayName("B13: thousands of notes of progress change nothing, and the end that follows is kept")
    void progressIsMerged() {
        var world =
                new RolloutWorld(RolloutWorld.policy(percent(100))).devices(1).start();
        world.report("d0", UpdateState.DOWNLOADING);
        Rollout before = world.rollout;
        Member member = world.member("d0");
        for (int i = 0; i < 5000; i++) {
            world.nowMillis++;
            world.report("d0", UpdateState.DOWNLOADING);
        }
        assertThat(world.member("d0")).isEqualTo(member);
        assertThat(world.rollout.counts()).isEqualTo(before.counts());
        world.succeed("d0");
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
    }
}
