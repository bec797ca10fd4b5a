package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.memory.MemoryMembers;
import dev.sagfleet.controller.rollout.Claims;
import dev.sagfleet.controller.rollout.Dealing;
import dev.sagfleet.controller.rollout.Engine;
import dev.sagfleet.controller.rollout.Fleet;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.MemberOrder;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEffect;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One rollout from its start to its end, in which each device says that it downloads, installs and has committed, in an
 * order that is drawn from all that are in flight.
 */
final class RolloutReports {
    private static final Digest NEW = Digest.ofText("new");
    private static final Digest OLD = Digest.ofText("old");
    private static final List<UpdateState> SAID =
            List.of(UpdateState.DOWNLOADING, UpdateState.INSTALLING, UpdateState.COMMITTED);
    private static final int IN_FLIGHT = 1_000;
    private static final int SLICE = 1_000;
    private static final long START_MILLIS = 1_772_409_600_000L;
    private static final int SETTLE_TIMES = 3;

    private final MemoryMembers members = new MemoryMembers();
    private final Engine engine;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Working> working = new ArrayList<>();
    private Rollout rollout;
    private long nowMillis = START_MILLIS;
    private long reports;

    /** A device with an order, and how much of it is done. */
    private static final class Working {
        private final SerialNumber serial;
        private int said;

        Working(SerialNumber serial) {
            this.serial = serial;
        }
    }

    private RolloutReports(int devices) {
        Optional<Fleet.Standing> standing =
                Optional.of(new Fleet.Standing(true, true, false, Optional.empty(), Optional.of(OLD)));
        engine = new Engine(members, Claims.ALONE, serial -> standing);
        var policy = RolloutPolicy.of(
                "benchmark",
                FirmwareVersion.parse("2.5.0"),
                List.of(
                        WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(1))),
                        WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(20))),
                        WavePlan.of(new WaveSize.Cumulative(Fraction.ONE))));
        rollout = Rollout.draft(new Origin("r", 1, nowMillis), ReportPolicy.paced(policy, IN_FLIGHT), "benchmark");
        var dealing = new Dealing(rollout.origin(), MemberOrder.SPREAD);
        for (int i = 0; i < devices; i++) {
            dealing.add(new Dealing.Candidate(
                    new SerialNumber("sag62x02250" + i),
                    "site" + i / 2,
                    "",
                    ZoneOffset.UTC,
                    NEW,
                    Optional.of(OLD),
                    60,
                    0));
        }
        Dealing.Dealt dealt = dealing.deal();
        step(dealt.event());
        for (int from = 0; from < devices; from += SLICE) {
            step(dealt.slice(from, SLICE));
        }
        step(new RolloutRequest.Approve(dealt.members(), "benchmark"));
        step(new RolloutRequest.Start(dealt.members(), "benchmark"));
    }

    private void step(RolloutEvent event) {
        Engine.Step step = engine.step(rollout, event, nowMillis);
        rollout = step.next();
        for (RolloutEffect effect : step.effects()) {
            if (effect instanceof RolloutEffect.Offer offer) {
                working.add(new Working(offer.serial()));
            }
        }
    }

    private void finish() {
        while (!rollout.state().isOver()) {
            if (rollout.wakeAtMillis() <= nowMillis || working.isEmpty()) {
                nowMillis = Math.max(nowMillis, rollout.wakeAtMillis());
                step(new RolloutEvent.Tick());
            } else {
                report();
            }
        }
        if (rollout.state() != RolloutState.FINISHED || rollout.counts().succeeded() != members.size()) {
            throw new BenchmarkException("a rollout of the benchmark ended with " + rollout.counts());
        }
    }

    private void report() {
        int index = random.nextInt(working.size());
        Working device = working.get(index);
        UpdateState state = SAID.get(device.said++);
        if (device.said == SAID.size()) {
            working.set(index, working.get(working.size() - 1));
            working.remove(working.size() - 1);
        }
        reports++;
        if (reports % IN_FLIGHT == 0) {
            nowMillis++;
        }
        Digest running = state == UpdateState.COMMITTED ? NEW : OLD;
        step(new RolloutEvent.Reported(device.serial, 1, state, UpdateCode.NONE, Optional.of(running), false));
    }

    /**
     * CPU time for each report, all ticks and offers included.
     *
     * @param devices of a rollout
     * @param most of all rollouts together, so that small ones are made again and again
     */
    static double microsEach(int devices, int most) {
        long nanos = 0;
        long reports = 0;
        for (int made = 0; made < most; made += devices) {
            var run = new RolloutReports(devices);
            long before = CpuTime.nanos();
            run.finish();
            nanos += CpuTime.nanos() - before;
            reports += run.reports;
        }
        return nanos / 1_000.0 / reports;
    }

    /** Heap for each member of a rollout that has ended, with its serial number and all indexes. */
    static double bytesEach(int devices) {
        long before = used();
        var run = new RolloutReports(devices);
        run.finish();
        run.working.clear();
        double bytes = (used() - before) / (double) devices;
        if (run.members.size() != devices) {
            throw new BenchmarkException("members: " + run.members.size() + " (expected: " + devices + ')');
        }
        return bytes;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < SETTLE_TIMES; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
