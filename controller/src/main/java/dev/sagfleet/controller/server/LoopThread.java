package dev.sagfleet.controller.server;

import dev.sagfleet.agent.timing.Loop;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop that is one thread, in real time. */
public final class LoopThread implements Loop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);

    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    /** @param name of the thread */
    public LoopThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            var started = new Thread(task, name);
            started.setDaemon(true);
            thread = started;
            return started;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> run(task, "task"));
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        var unused = executor.schedule(() -> run(task, "timer"), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whatever a task does, those after it must go on. */
    private static void run(Runnable task, String what) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", what, e);
        }
    }

    /** Ends it once the running task has ended; what waits is dropped. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
