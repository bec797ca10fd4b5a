package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.UpdateCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static RolloutPolicy pace(int perMinute, int inFlight, int perSite) {
        return PolicyText.pace(
                gates(RolloutWorld.policy(percent(100)), "1%", "100%", 1000),
                new Pace(perMinute, inFlight, perSite, Optional.empty()));
    }

    @Test
    @DisplayName("R17: at most so many starts in any minute, whatever the rate, and hardly fewer")
    void startsInAnyMinute() {
        for (int perMinute : new int[] {1, 7, 59, 60, 100, 1000, 50_000}) {
            var pace = new Pace(perMinute, 1, 1, Optional.empty());
            Flow flow = Flow.NONE;
            long now = 1_000_000_000;
            long end = now + Duration.ofMinutes(5).toMillis();
            List<Long> starts = new ArrayList<>();
            while (now < end) {
                flow = flow.at(pace, now);
                while (flow.hasStart()) {
                    starts.add(now);
                    flow = flow.started();
                }
                now = Math.max(now + 1, flow.nextStartMillis(pace));
            }
            for (int i = perMinute; i < starts.size(); i++) {
                assertThat(starts.get(i) - starts.get(i - perMinute)).isGreaterThanOrEqualTo(60_000);
            }
            assertThat(starts.size()).isBetween((int) (perMinute * 5 * 0.97), perMinute * 5);
        }
    }

    @Test
    @DisplayName("R17: a pace that is looked at late is still within its limit in any minute")
    void lateLooksAreWithinTheLimit() {
        long seed = 4711;
        var random = new SplittableRandom(seed);
        for (int run = 0; run < 50; run++) {
            int perMinute = random.nextInt(1, 500);
            var pace = new Pace(perMinute, 1, 1, Optional.empty());
            Flow flow = Flow.NONE;
            long now = 1_000_000_000;
            List<Long> starts = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                now += random.nextLong(0, random.nextBoolean() ? 50 : 5_000);
                flow = flow.at(pace, now);
                while (flow.hasStart()) {
                    starts.add(now);
                    flow = flow.started();
                }
            }
            for (int i = perMinute; i < starts.size(); i++) {
                assertThat(starts.get(i) - starts.get(i - perMinute))
                        .as("seed %d, run %d", seed, run)
                        .isGreaterThanOrEqualTo(60_000);
            }
        }
    }

    @Test
    @DisplayName("R17: never more in flight than that, and a place that is free is given at once")
    void inFlight() {
        var world = new RolloutWorld(pace(1_000_000, 3, 1)).devices(10).start();
        assertThat(world.offered()).hasSize(3);
        world.succeed(world.working().get(0));
        assertThat(world.rollout.flow().working()).isEqualTo(3);
        world.fail(world.working().get(1), UpdateCode.FLASH);
        assertThat(world.rollout.flow().working()).isEqualTo(3);
        world.remove(world.working().get(1));
        assertThat(world.rollout.flow().working()).isEqualTo(3);
        assertThat(world.offered()).hasSize(6);
    }

    @Test
    @DisplayName("R17: never both devices of a pair at once, and the second as soon as the first has ended")
    void perSite() {
        var world = new RolloutWorld(pace(1_000_000, 100, 1));
        for (int i = 0; i < 12; i++) {
            world.box("d" + i).site = "pair " + i / 3;
        }
        world.start();
        assertThat(world.offered()).hasSize(4);
        while (!world.working().isEmpty()) {
            List<String> sites = world.working().stream()
                    .map(name -> world.device(name).site)
                    .toList();
            assertThat(sites).doesNotHaveDuplicates();
            world.succeed(world.working().get(0));
        }
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
    }

    @Test
    @DisplayName("R17: one of a site that cannot take its turn passes it on")
    void aTurnIsPassedOn() {
        var world = new RolloutWorld(pace(1_000_000, 100, 1));
        for (int i = 0; i < 5; i++) {
            world.box("d" + i).site = "one";
        }
        world.start();
        String first = world.working().get(0);
        List<String> others = world.listed.all().stream()
                .map(member -> member.serial().text())
                .filter(name -> !name.equals(first))
                .toList();
        world.device(others.get(0)).online = false;
        world.device(others.get(1)).running = RolloutWorld.NEW;
        world.device(others.get(2)).meant = false;
        world.succeed(first);

        assertThat(world.offered()).containsExactly(first, others.get(3));
        assertThat(world.state(others.get(1))).isEqualTo(MemberState.ALREADY_THERE);
        assertThat(world.state(others.get(2))).isEqualTo(MemberState.LEFT);
    }

    @Test
    @DisplayName("R17, B7: a cap larger than the wave stops nobody, and the least pace that can be said goes on")
    void nobodyIsStarved() {
        var world = new RolloutWorld(pace(1, 1, 1)).devices(5).start();
        for (int i = 0; i < 5; i++) {
            assertThat(world.offered()).hasSize(i + 1);
            world.succeedAll();
            world.pass(Duration.ofMinutes(1));
        }
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
    }

    @Test
    @DisplayName("R19: an event looks at few members, however many wait behind a site that is full")
    void anEventLooksAtFew() {
        var world = new RolloutWorld(pace(1_000_000, 100, 1));
        for (int i = 0; i < 600; i++) {
            world.box("d" + i).site = "one";
        }
        world.deal();
        world.approve();
        world.step(
                new RolloutRequest.Start(world.rollout.membership().approved().orElseThrow(), "ann"));
        assertThat(world.listed.all())
                .filteredOn(member -> member.phase() != Phase.READY)
                .hasSizeLessThan(10);
        assertThat(world.rollout.wakeAtMillis()).isLessThanOrEqualTo(world.nowMillis);
        world.run();
        assertThat(world.offered()).hasSize(1);
    }
}
