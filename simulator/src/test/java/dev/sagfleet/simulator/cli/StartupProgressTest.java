package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StartupProgressTest {
    private final StringWriter printed = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();
    private final StartupProgress progress = new StartupProgress(new PrintWriter(printed), nanos::get);

    @Test
    void aLargeFleetShowsEachTenthThatIsRegisteredAndHowQuickItWas() {
        for (int registered = 0; registered <= 1_000_000; registered += 50_000) {
            progress.registered(registered, 1_000_000);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        }

        assertThat(printed.toString().lines())
                .hasSize(12)
                .startsWith("devices registered: 0 of 1000000", "devices registered: 100000 of 1000000")
                .endsWith("devices registered: 1000000 of 1000000", "  in 40 s, 25000 a second");
    }

    @Test
    void aFleetThatIsKnownInAMomentSaysNoRate() {
        progress.registered(0, 20);
        progress.registered(20, 20);

        assertThat(printed.toString().lines())
                .containsExactly("devices registered: 0 of 20", "devices registered: 20 of 20");
    }

    @Test
    void anEmptyFleetIsRegisteredAtOnce() {
        progress.registered(0, 0);

        assertThat(printed.toString().lines()).containsExactly("devices registered: 0 of 0");
    }
}
