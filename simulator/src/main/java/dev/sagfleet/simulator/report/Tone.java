package dev.sagfleet.simulator.report;

import java.util.Locale;

/** What something means to whoever reads it; said by a word or a sign as well, never by its colour alone. */
public enum Tone {
    GOOD,
    BAD,
    /** Worth a look. */
    WARNING,
    PLAIN;

    /** The class that styles it. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
