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
    private static final Duration PAUSE = Duration.ofMillis(5);

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
        if (System.nanoTime() - startNanos > deadline.toNanos()) {
            throw new AssertionError("still so after " + deadline + ": " + seen);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private Await() {}
}
