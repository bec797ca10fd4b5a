package dev.sagfleet.simulator.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads do. */
final class Wait {
    private static final long POLL_MICROS = 500;

    /** @throws BenchmarkException with {@code otherwise} if it takes longer than that */
    static void until(BooleanSupplier holds, Duration max, Supplier<String> otherwise) throws InterruptedException {
        long endNanos = System.nanoTime() + max.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - endNanos > 0) {
                throw new BenchmarkException(otherwise.get() + " after " + max.toSeconds() + " s");
            }
            TimeUnit.MICROSECONDS.sleep(POLL_MICROS);
        }
    }

    private Wait() {}
}
