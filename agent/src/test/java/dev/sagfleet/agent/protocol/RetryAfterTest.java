package dev.sagfleet.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    @Test
    void aReasonSaysTheSecondsAndThenWhy() {
        String reason = RetryAfter.reason(Duration.ofSeconds(30), "no room");

        assertThat(reason).isEqualTo("retry-after=30 no room");
        assertThat(RetryAfter.ofReason(reason)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.ofReason("retry-after=30")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aHeaderSaysTheSeconds() {
        assertThat(RetryAfter.ofHeader("10")).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no room", "retry-after=", "retry-after=-1 no", "retry-after=soon", "retry-after=30no"})
    void aReasonThatSaysNoSecondsPutsNobodyOff(String reason) {
        assertThat(RetryAfter.ofReason(reason)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "Fri, 31 Dec 1999 23:59:59 GMT", "9999999999999999999999"})
    void aHeaderThatSaysNoSecondsPutsNobodyOff(String value) {
        assertThat(RetryAfter.ofHeader(value)).isZero();
    }

    @Test
    void nobodyIsPutOffForDays() {
        assertThat(RetryAfter.ofHeader("999999999")).isEqualTo(RetryAfter.MAX);
    }
}
