package dev.sagfleet.agent.timing;

import org.jspecify.annotations.Nullable;

/**
 * Something that is due from time to time. It stands in a {@link TimingWheel} by links of its own, so that a
 * timer costs no object.
 */
public abstract class Timer {
    /** When it is not due at all. */
    public static final long NEVER = Long.MAX_VALUE;

    @Nullable
    Timer previous;

    @Nullable
    Timer next;

    /** The tick that it stands at, while it is in a wheel. */
    long tick;

    /** When it is due next, on the clock of its wheel; {@link #NEVER} if it waits for something else than time. */
    protected abstract long dueAtNanos();

    /** Whether it is set once, and neither put off nor cancelled until it is due; then a heap need not follow it. */
    protected boolean isSetForGood() {
        return false;
    }

    /** Does what is due; afterwards {@link #dueAtNanos} says when to come again. Must not throw. */
    protected abstract void onDue(long nowNanos);
}
