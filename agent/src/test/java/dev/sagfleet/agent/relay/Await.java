package dev.sagfleet.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens in another thread. */
final class Await {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(90).toNanos();

    static void until(String what, BooleanSupplier condition) {
        untilPresent(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Looks again and again until there is something to see. */
    static <T> T untilPresent(String what, Supplier<Optional<T>> look) {
        long sinceNanos = System.nanoTime();
        Optional<T> seen = look.get();
        while (seen.isEmpty()) {
            assertThat(System.nanoTime() - sinceNanos).as(what).isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(1_000_000);
            seen = look.get();
        }
        return seen.get();
    }

    private Await() {}
}
