package dev.sagfleet.simulator.world;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another thread brings about: looks again and again, up to a deadline. */
final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** What {@code look} sees once it is as wished for. */
    static <T> T until(Supplier<T> look, Predicate<T> wished) {
        long startNanos = System.nanoTime();
        T seen = look.get();
        while (!wished.test(seen)) {
            if (System.nanoTime() - startNanos > DEADLINE.toNanos()) {
                throw new AssertionError("still so after " + DEADLINE + ": " + seen);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = look.get();
        }
        return seen;
    }

    static void until(BooleanSupplier wished) {
        until(wished::getAsBoolean, seen -> seen);
    }

    private Await() {}
}
