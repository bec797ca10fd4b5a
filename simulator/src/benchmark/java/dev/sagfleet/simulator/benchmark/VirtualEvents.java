package dev.sagfleet.simulator.benchmark;

import com.sun.management.ThreadMXBean;
import dev.sagfleet.controller.rpc.RpcRequest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * What an event takes in the whole stack: all devices lose their connections, come back, and get a change each through
 * the API, again and again. What is due later than that does not count, since it is never done.
 */
final class VirtualEvents {
    private static final int EVENTS_A_LOOK = 256;
    private static final Duration AWAY = Duration.ofMinutes(10);
    private static final Duration CHANGE = Duration.ofMinutes(1);

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Duration span;
    private final VirtualFleet fleet;
    private final List<List<RpcRequest>> changes;
    private int turns;
    private long events;
    private long waiting;
    private long looks;
    private double bytes;

    VirtualEvents(int devices, Duration span) {
        this.span = span;
        fleet = new VirtualFleet(devices);
        fleet.connect();
        changes = List.of(fleet.upgrades(), fleet.downgrades());
    }

    /** Nanoseconds of CPU time for an event. */
    double measure() {
        events = 0;
        waiting = 0;
        looks = 0;
        long startBytes = thread.getCurrentThreadAllocatedBytes();
        long startNanos = CpuTime.nanos();
        long nowNanos = startNanos;
        while (nowNanos - startNanos < span.toNanos()) {
            turn();
            nowNanos = CpuTime.nanos();
        }
        bytes = (thread.getCurrentThreadAllocatedBytes() - startBytes) / (double) events;
        return (nowNanos - startNanos) / (double) events;
    }

    private void turn() {
        fleet.cutAll();
        run(AWAY);
        fleet.call(changes.get(turns++ % changes.size()));
        run(CHANGE);
        fleet.requireAllOnlineAndAnswered();
    }

    private void run(Duration time) {
        long untilNanos = fleet.time().nowNanos() + time.toNanos();
        while (fleet.time().runOne(untilNanos)) {
            events++;
            if (events % EVENTS_A_LOOK == 1) {
                waiting += fleet.time().waiting();
                looks++;
            }
        }
        fleet.time().advance(Duration.ofNanos(untilNanos - fleet.time().nowNanos()));
    }

    /** How many events were waiting on average when it was last measured. */
    int meanWaiting() {
        return (int) (waiting / Math.max(1, looks));
    }

    /** The bytes that an event allocated when it was last measured. */
    double bytes() {
        return bytes;
    }
}
