package dev.sagfleet.simulator.makes;

import java.lang.management.ManagementFactory;
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

    /** Processor time of all other Java threads there are, so of the relay when nobody else is at work. */
    static long cpuNanosOfOthers() {
        var threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            // Both say that a thread has ended meanwhile.
            if (thread != null && !thread.getThreadName().equals(NAME)) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }

    static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private EndThread() {}
}
