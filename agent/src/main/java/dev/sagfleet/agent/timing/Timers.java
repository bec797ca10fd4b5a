package dev.sagfleet.agent.timing;

/** The timers of everything on one loop. Not thread-safe: it belongs to its loop. */
public interface Timers {
    /**
     * Sets the timer of something by its {@link Timer#dueAtNanos}. To be called when that is earlier than it was; that
     * it is later shows by itself.
     */
    void schedule(Timer timed);

    /** Takes something out, if it is in. */
    void cancel(Timer timed);
}
