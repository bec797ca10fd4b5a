package dev.sagfleet.simulator.benchmark;

import com.sun.management.ThreadMXBean;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import dev.sagfleet.simulator.rehearsal.Absences;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.rehearsal.Script;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A rollout of 30 days that is rehearsed: three waves to devices of all kinds, by night in the week, with typical faults and
 * absences.
 */
final class RehearsedCampaign {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(30);
    private static final long IMAGE_BYTES = 64L << 20;

    /** Enough starts a minute that 15 nights of 2 h are enough. */
    private static final int MINUTES = 15 * 120;

    private static final long GAP_NANOS_MAX = 2_000_000_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Script script;

    /** @param devices 50 or more */
    RehearsedCampaign(int devices, long seed) {
        int apps = devices / 50;
        int large = devices / 10;
        String fleet =
                """
                region: cn-shanghai
                ccn: {name: branches}
                instances:
                  - {model: SAG-100WM, count: $boxes, bandwidth: 20, firmware: {2.3.1.1: 30%, 2.4.0: 70%}}
                  - {model: SAG-1000, count: $large, bandwidth: 200, firmware: 2.4.0}
                  - {model: APP, count: $apps, users: 10, firmware: 2.4.0}
                """
                        .replace("$boxes", Integer.toString(devices - 10 * apps - large))
                        .replace("$large", Integer.toString(large))
                        .replace("$apps", Integer.toString(apps));
        String rollout =
                """
                name: rehearsed
                image: 2.5.0
                waves: [{name: canary, count: 20, soak: 24h}, {percent: 10, soak: 24h}, {percent: 100}]
                advance: {success: 80%}
                halt: {failures: 20%, least: 20}
                window: {cron: "0 0 2 ? * MON-FRI", for: 2h, zone: device}
                """
                        + "pace: {perMinute: " + Math.max(10, devices / MINUTES) + ", inFlight: 5000}\n";
        script = new Script(
                RolloutFile.parse("rollout.yaml", rollout, BEGIN),
                new FleetDefinition("fleet.yaml", fleet, seed).blueprint().with(UpgradeFaultsFile.typical()),
                IMAGE_BYTES,
                BEGIN,
                LENGTH,
                Absences.typical(),
                seed);
    }

    /**
     * What one took.
     *
     * @param nanos of processor time of its thread
     * @param bytes that it allocated
     */
    record Cost(long events, long nanos, long bytes, long upgraded) {}

    Cost run() {
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long nanos = threads.getCurrentThreadCpuTime();
        Outcome outcome = Rehearsal.run(script, Rehearsal.Listener.NONE);
        return new Cost(
                outcome.events(),
                threads.getCurrentThreadCpuTime() - nanos,
                threads.getThreadAllocatedBytes(thread) - bytes,
                outcome.rollout().counts().succeeded());
    }

    /** Nanoseconds of processor time that a bare heap takes for so many events, with as many waiting as there are devices. */
    long bareNanos(long events, int devices) {
        var random = new SplittableRandom(1);
        var heap = new BareEventHeap(devices);
        for (int i = 0; i < devices; i++) {
            heap.push(random.nextLong(GAP_NANOS_MAX));
        }
        long began = threads.getCurrentThreadCpuTime();
        for (long event = 0; event < events; event++) {
            heap.push(heap.pop() + random.nextLong(GAP_NANOS_MAX));
        }
        return threads.getCurrentThreadCpuTime() - began;
    }
}
