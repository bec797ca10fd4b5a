package dev.sagfleet.agent.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class RepeatedFailureTest {
    private final Exception full = new IllegalStateException("disk is full");

    private final AtomicLong nowNanos = new AtomicLong(-5);
    private final Lines lines = new Lines();
    private final RepeatedFailure failure = new RepeatedFailure(lines, nowNanos::get);

    @Test
    void theFirstIsSaidAtOnceWithItsStackAndTheNextOnesInALineInTenSecondsWithTheirCount() {
        for (int i = 0; i < 1_000; i++) {
            failure.report("answer not kept: serial=sag" + i, full);
        }
        assertThat(lines.said).containsExactly("answer not kept: serial=sag0 with its stack");

        pass(RepeatedFailure.INTERVAL);
        failure.report("answer not kept: serial=last", full);
        failure.report("answer not kept: serial=unsaid", full);

        assertThat(lines.said)
                .hasSize(2)
                .last()
                .isEqualTo("answer not kept: serial=last: java.lang.IllegalStateException: disk is full"
                        + " (999 more like it since the line before)");
    }

    @Test
    void aMinuteOfFailuresIsSevenLines() {
        for (int i = 0; i <= 60_000; i++) {
            failure.report("not let in");
            pass(Duration.ofMillis(1));
        }

        assertThat(lines.said).hasSize(7);
    }

    @Test
    void oneAfterALongQuietTimeIsAFirstOne() {
        failure.report("not kept", full);
        pass(RepeatedFailure.FORGOTTEN_AFTER);
        failure.report("not kept again", full);

        assertThat(lines.said).last().isEqualTo("not kept again with its stack");
    }

    private void pass(Duration time) {
        nowNanos.addAndGet(time.toNanos());
    }

    private static final class Lines extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient List<String> said = new ArrayList<>();

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                Object @Nullable [] arguments,
                @Nullable Throwable cause) {
            said.add(MessageFormatter.basicArrayFormat(message, arguments) + (cause == null ? "" : " with its stack"));
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Lines.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
