package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.timing.Loop;
import java.time.Duration;

/**
 * The loop of one process on virtual time. Once the process has ended, nothing of what it had to do is done any more.
 */
public final class VirtualLoop implements Loop {
    private final VirtualTime time;
    private boolean isEnded;

    public VirtualLoop(VirtualTime time) {
        this.time = time;
    }

    @Override
    public long nanoTime() {
        return time.nowNanos();
    }

    /** There is one thread for all. */
    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        time.schedule(0, new LoopTask(task));
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        time.schedule(delay.toNanos(), new LoopTask(task));
    }

    @Override
    public void run(Runnable task) {
        runUnlessEnded(task);
    }

    private void runUnlessEnded(Runnable task) {
        if (!isEnded) {
            task.run();
        }
    }

    /** Ends the process, as {@code kill -9} does. */
    public void end() {
        isEnded = true;
    }

    /** A task, if the process is still there by then. */
    private final class LoopTask extends VirtualTime.Event {
        private final Runnable task;

        LoopTask(Runnable task) {
            this.task = task;
        }

        @Override
        void happen() {
            runUnlessEnded(task);
        }
    }
}
