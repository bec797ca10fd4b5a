package dev.sagfleet.simulator.world;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another thread or process brings about: looks again and again, up to a deadline. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** Short at first; who has waited for long can wait an eighth longer, and leaves the processor to the others. */
    private static final Duration PAUSE_MIN = Duration.ofMillis(5);

    private static final Duration PAUSE_MAX = Duration.ofMillis(200);
    private static final long SHARE_OF_THE_WAIT = 8;

    /** What {@code look} sees once it is as wished for. */
    public static <T> T until(Supplier<T> look, Predicate<T> wished) {
        return until(DEADLINE, look, wished);
    }

    /** Likewise what may take longer than usual. */
    static <T> T until(Duration deadline, Supplier<T> look, Predicate<T> wished) {
        long startNanos = System.nanoTime();
        T seen = look.get();
        while (!wished.test(seen)) {
            pause(startNanos, deadline, String.valueOf(seen));
            seen = look.get();
        }
        return seen;
    }

    static void until(BooleanSupplier wished) {
        until(wished::getAsBoolean, seen -> seen);
    }

    /** Waits for something that may fail, and may take longer than usual. */
    public static void until(String what, Duration deadline, Callable<Boolean> wished) throws Exception {
        long startNanos = System.nanoTime();
        while (!wished.call()) {
            pause(startNanos, deadline, "not " + what);
        }
    }

    private static void pause(long startNanos, Duration deadline, String seen) {
        long waitedNanos = System.nanoTime() - startNanos;
        if (waitedNanos > deadline.toNanos()) {
            throw new AssertionError("still so after " + deadline + ": " + seen);
        }
        long longer = Math.min(waitedNanos / SHARE_OF_THE_WAIT, PAUSE_MAX.toNanos());
        LockSupport.parkNanos(Math.max(PAUSE_MIN.toNanos(), longer));
    }

    private Await() {}
}
