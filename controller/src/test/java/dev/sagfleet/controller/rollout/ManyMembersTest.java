package dev.sagfleet.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.memory.MemoryMembers;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManyMembersTest {
    private static final int SLICE = 500;
    private static final long NOW = RolloutWorld.MONDAY.toEpochMilli();

    /** A rollout with its members, and what was offered. */
    private static final class Campaign {
        final MemoryMembers members = new MemoryMembers();
        final Engine engine;
        final List<SerialNumber> offered = new ArrayList<>();
        final Dealing.Dealt dealt;
        Rollout rollout;
        int most;

        Campaign(String id, int devices, RolloutPolicy policy) {
            Optional<Fleet.Standing> standing =
                    Optional.of(new Fleet.Standing(true, true, false, Optional.empty(), Optional.of(RolloutWorld.OLD)));
            engine = new Engine(new CountedMembers(), Claims.ALONE, serial -> standing);
            rollout = Rollout.draft(new Origin(id, 1, NOW), policy, "ann");
            var dealing = new Dealing(rollout.origin(), MemberOrder.SPREAD);
            for (int i = 0; i < devices; i++) {
                dealing.add(new Dealing.Candidate(
                        new SerialNumber(id + i),
                        "site" + i / 2,
                        "",
                        ZoneOffset.UTC,
                        RolloutWorld.NEW,
                        Optional.of(RolloutWorld.OLD),
                        60,
                        0));
            }
            dealt = dealing.deal();
            step(dealt.event());
        }

        void fill() {
            while (!rollout.membership().isFull()) {
                step(dealt.slice(rollout.membership().filled(), SLICE));
            }
        }

        void start() {
            step(new RolloutRequest.Approve(dealt.members(), "ann"));
            step(new RolloutRequest.Start(dealt.members(), "ann"));
        }

        void step(RolloutEvent event) {
            touched = 0;
            Engine.Step step = engine.step(rollout, event, NOW);
            most = Math.max(most, touched);
            rollout = step.next();
            step.effects().forEach(effect -> {
                if (effect instanceof RolloutEffect.Offer offer) {
                    offered.add(offer.serial());
                }
            });
        }

        void report(SerialNumber serial, UpdateState state, UpdateCode code, Digest running) {
            step(new RolloutEvent.Reported(serial, 1, state, code, Optional.of(running), false));
        }

        private int touched;

        /** Counts rows that are read or written. */
        private final class CountedMembers implements Members {
            @Override
            public Optional<Member> find(SerialNumber serial) {
                touched++;
                return members.find(serial);
            }

            @Override
            public void save(Member member) {
                touched++;
                members.save(member);
            }

            @Override
            public Optional<Member> nextReady(int wave, int zone) {
                touched++;
                return members.nextReady(wave, zone);
            }

            @Override
            public int ready(int wave, int zone) {
                return members.ready(wave, zone);
            }

            @Override
            public Optional<Member> nextHeld(int site) {
                touched++;
                return members.nextHeld(site);
            }

            @Override
            public int working(int site) {
                return members.working(site);
            }

            @Override
            public List<Member> dueBy(long nowMillis, int most) {
                List<Member> due = members.dueBy(nowMillis, most);
                touched += due.size();
                return due;
            }

            @Override
            public long nextDueMillis() {
                return members.nextDueMillis();
            }

            @Override
            public List<Member> slice(int fromPlace, int most) {
                List<Member> slice = members.slice(fromPlace, most);
                touched += slice.size();
                return slice;
            }

            @Override
            public int size() {
                return members.size();
            }

            @Override
            public void removeLast(int most) {
                members.removeLast(most);
            }
        }
    }

    private static RolloutPolicy policy() {
        return PolicyText.pace(
                PolicyText.gates(RolloutWorld.policy(PolicyText.percent(1), PolicyText.percent(100)), "50%", "0%", 3),
                new Pace(1_000_000, 100, 1, Optional.empty()));
    }

    @Test
    @DisplayName(
            "R19, C5: while one is filled slice by slice, another halts in the very step that brings it over its limit")
    void aHaltDoesNotWaitForACreation() {
        var running = new Campaign("a", 1_000, policy());
        running.fill();
        running.start();
        var filled = new Campaign("b", 30_000, policy());
        for (int i = 0; i < 3; i++) {
            filled.step(filled.dealt.slice(filled.rollout.membership().filled(), SLICE));
            assertThat(running.rollout.state()).isEqualTo(RolloutState.RUNNING);
            running.report(running.offered.get(i), UpdateState.FAILED, UpdateCode.NO_SPACE, RolloutWorld.OLD);
        }
        assertThat(running.rollout.state()).isEqualTo(RolloutState.HALTED);
        assertThat(filled.rollout.membership().isFull()).isFalse();

        filled.fill();
        assertThat(filled.rollout.state()).isEqualTo(RolloutState.WAITING_FOR_APPROVAL);
        assertThat(filled.rollout.counts().waiting()).isEqualTo(30_000);
    }

    @Test
    @DisplayName("R19: a report touches as few rows at 30,000 members as at 300, and no event more than a slice")
    void aReportTouchesFewRows() {
        List<Integer> most = new ArrayList<>();
        for (int devices : new int[] {300, 30_000}) {
            var campaign = new Campaign("a", devices, policy());
            campaign.fill();
            assertThat(campaign.most).isLessThanOrEqualTo(SLICE);
            campaign.start();
            campaign.most = 0;
            for (int i = 0; i < Math.min(campaign.offered.size(), devices); i++) {
                campaign.report(campaign.offered.get(i), UpdateState.COMMITTED, UpdateCode.NONE, RolloutWorld.NEW);
            }
            most.add(campaign.most);
            while (campaign.rollout.wakeAtMillis() <= NOW) {
                campaign.step(new RolloutEvent.Tick());
            }
            assertThat(campaign.most).isLessThanOrEqualTo(4 * Engine.SLICE);
        }
        assertThat(most.get(1)).isLessThanOrEqualTo(most.get(0)).isLessThan(40);
    }
}
