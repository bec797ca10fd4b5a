package dev.sagfleet.simulator.makes;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The threads that send and receive, told apart from those of the relay between them. */
final class EndThread {
    private static final String NAME = "traffic-end";

    static Thread start(Runnable work) {
        Thread thread = new Thread(work, NAME);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Processor time that each of the other Java threads has had, by the thread's id. */
    static Map<Long, Long> cpuNanosOfOthers() {
        var threads = ManagementFactory.getThreadMXBean();
        Map<Long, Long> nanos = new HashMap<>();
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            // Both say that a thread has ended meanwhile.
            if (thread != null && !thread.getThreadName().equals(NAME)) {
                nanos.put(thread.getThreadId(), Math.max(0, threads.getThreadCpuTime(thread.getThreadId())));
            }
        }
        return nanos;
    }

    /**
     * Processor time of the other threads since then, so of the relay when nobody else is at work. A thread that
     * ended meanwhile counts nothing, not its whole life as a negative one.
     */
    static long cpuNanosOfOthersSince(Map<Long, Long> before) {
        return cpuNanosOfOthers().entrySet().stream()
                .mapToLong(thread -> Math.max(0, thread.getValue() - before.getOrDefault(thread.getKey(), 0L)))
                .sum();
    }

    static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private EndThread() {}
}
