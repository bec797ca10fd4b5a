package dev.sagfleet.agent.shaping;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What a decision costs the thread that makes it in processor time, and what a bucket weighs.
 *
 * <p>Processor time stands still while the thread waits for a processor, so it holds on a busy machine where wall
 * time does not. It leaves out the threads that collect garbage and compile.
 */
public final class ThreadCosts implements InternalProfiler {
    private static final String WORKER = "-jmh-worker-";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long startNanos;

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startNanos = workerNanos();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = workerNanos() - startNanos;
        long decisions = result.getMetadata().getAllOps();
        return List.of(
                new ScalarResult("cpu", nanos / decisions, "ns/op", AggregationPolicy.AVG),
                new ScalarResult("bucket", ContenderState.bytesPerBucket(), "B/bucket", AggregationPolicy.AVG));
    }

    private long workerNanos() {
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains(WORKER)) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }

    @Override
    public String getDescription() {
        return "processor time of the benchmark's thread, and heap of a bucket";
    }
}
