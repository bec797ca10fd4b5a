package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * What firmware is asked for, as in {@code <2.4.0}.
 *
 * @param version absent for devices that were never seen, whose firmware nobody knows
 */
public record FirmwareCriterion(Comparison comparison, Optional<FirmwareVersion> version) {
    /** What is accepted, for a person. */
    public static final String FORM = "a version as 2.4.0, with =, <, <=, > or >= before it, or unknown";

    private static final String UNKNOWN = "unknown";

    /** How a version is compared with the one that is given. */
    public enum Comparison {
        EQUAL("="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** As it is written, here and in SQL. */
        public String sign() {
            return sign;
        }
    }

    public FirmwareCriterion {
        requireNonNull(comparison, "comparison");
        requireNonNull(version, "version");
    }

    /**
     * The criterion in a text.
     *
     * @throws IllegalArgumentException if it is not as {@link #FORM} says
     */
    public static FirmwareCriterion parse(String text) {
        if (text.equals(UNKNOWN)) {
            return new FirmwareCriterion(Comparison.EQUAL, Optional.empty());
        }
        Optional<Comparison> signed = Arrays.stream(Comparison.values())
                .filter(comparison -> text.startsWith(comparison.sign()))
                .max(Comparator.comparingInt(comparison -> comparison.sign().length()));
        int begin = signed.map(comparison -> comparison.sign().length()).orElse(0);
        try {
            return new FirmwareCriterion(
                    signed.orElse(Comparison.EQUAL), Optional.of(FirmwareVersion.parse(text.substring(begin))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("firmware: " + text + " (expected: " + FORM + ')', e);
        }
    }

    /** Whether a device that runs this meets it. One that was never seen, so that nobody knows, only meets {@code unknown}. */
    public boolean isMetBy(Optional<FirmwareVersion> running) {
        if (version.isEmpty() || running.isEmpty()) {
            return version.isEmpty() && running.isEmpty();
        }
        int order = running.get().compareTo(version.get());
        return switch (comparison) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
