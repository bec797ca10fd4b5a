package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When in an attempt a fault strikes, or how long it takes. Its text is what follows the {@code @} of a fault. */
public sealed interface Moment {
    /** Once the device is in a state that is not the last one. */
    record In(UpdateState state) implements Moment {
        public In {
            if (state == UpdateState.IDLE || state.isFinal()) {
                throw new IllegalArgumentException("state: " + state + " (expected: one of an attempt under way)");
            }
        }

        @Override
        public String toString() {
            return label(state);
        }
    }

    /**
     * Once so much of the image is there, or a little more.
     *
     * @param percent 1 to 100
     */
    record Fetched(int percent) implements Moment {
        private static final int PERCENT_ALL = 100;

        public Fetched {
            if (percent < 1 || percent > PERCENT_ALL) {
                throw new IllegalArgumentException("percent: " + percent + " (expected: 1 to " + PERCENT_ALL + ')');
            }
        }

        /** Whether so many bytes are as much. */
        boolean isReachedBy(long bytes, long sizeBytes) {
            return bytes * PERCENT_ALL >= sizeBytes * percent;
        }

        @Override
        public String toString() {
            return percent + "%";
        }
    }

    /**
     * After this time.
     *
     * @param duration 1 s to 7 days
     */
    record After(Duration duration) implements Moment {
        private static final Duration LONGEST = Duration.ofDays(7);
        private static final long SECONDS_PER_MINUTE = 60;
        private static final long SECONDS_PER_HOUR = 3600;

        public After {
            if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("duration: " + duration + " (expected: PT1S to " + LONGEST + ')');
            }
        }

        @Override
        public String toString() {
            long seconds = duration.toSeconds();
            if (seconds % SECONDS_PER_HOUR == 0) {
                return seconds / SECONDS_PER_HOUR + "h";
            }
            return seconds % SECONDS_PER_MINUTE == 0 ? seconds / SECONDS_PER_MINUTE + "m" : seconds + "s";
        }
    }

    /** What a text means; nothing if it means no moment. */
    static Optional<Moment> parse(String text) {
        try {
            Matcher share = Pattern.compile("([1-9][0-9]{0,2})%").matcher(text);
            if (share.matches()) {
                return Optional.of(new Fetched(Integer.parseInt(share.group(1))));
            }
            Matcher time = Pattern.compile("([1-9][0-9]{0,5})([smh])").matcher(text);
            if (time.matches()) {
                return Optional.of(new After(duration(Long.parseLong(time.group(1)), time.group(2))));
            }
            return Arrays.stream(UpdateState.values())
                    .filter(state -> label(state).equals(text))
                    .<Moment>map(In::new)
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static String label(UpdateState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
