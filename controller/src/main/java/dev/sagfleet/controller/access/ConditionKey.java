package dev.sagfleet.controller.access;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** What conditions may ask about a call: the keys that all products have, as far as there is something behind them. */
public enum ConditionKey {
    SOURCE_IP("acs:SourceIp"),
    CURRENT_TIME("acs:CurrentTime"),
    SECURE_TRANSPORT("acs:SecureTransport"),
    /** No key of ours was ever given out for a second factor. */
    MFA_PRESENT("acs:MFAPresent");

    private final String label;

    ConditionKey(String label) {
        this.label = label;
    }

    /** As policies write it. */
    public String label() {
        return label;
    }

    public static Optional<ConditionKey> labelled(String label) {
        return Arrays.stream(values()).filter(key -> key.label.equals(label)).findFirst();
    }

    /** Whether it is true or false, and nothing else. */
    public boolean isFlag() {
        return this == SECURE_TRANSPORT || this == MFA_PRESENT;
    }

    /** What it is in a call, as a text; nothing if the call has none. Times are in UTC and whole seconds. */
    Optional<String> text(Circumstances call) {
        return switch (this) {
            case SOURCE_IP -> call.source().map(AddressRange::text);
            case CURRENT_TIME ->
                Optional.of(call.now().truncatedTo(ChronoUnit.SECONDS).toString());
            case SECURE_TRANSPORT -> Optional.of(Boolean.toString(call.isSecure()));
            case MFA_PRESENT -> Optional.of(Boolean.toString(false));
        };
    }
}
