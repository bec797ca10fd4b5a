package dev.sagfleet.controller.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionPaceTest {
    @Test
    void aFleetThatIsNotLargeGoesAtTheUsualPace() {
        assertThat(SessionPace.of(SessionTiming.DEFAULT, 20_000)).isEqualTo(SessionTiming.DEFAULT);
    }

    @Test
    void aLargeFleetSendsNoMoreThanSoManyReportsAndPingsNoMoreOftenThanItReports() {
        SessionTiming hundredThousand = SessionPace.of(SessionTiming.DEFAULT, 100_000);
        SessionTiming million = SessionPace.of(SessionTiming.DEFAULT, 1_000_000);

        assertThat(hundredThousand.telemetry()).isEqualTo(Duration.ofSeconds(25));
        assertThat(hundredThousand.keepAlive()).isEqualTo(Duration.ofMillis(31_250));
        assertThat(million.telemetry()).isEqualTo(Duration.ofSeconds(250));
        assertThat(million.keepAlive()).isEqualTo(Duration.ofMillis(312_500));
    }
}
