package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A store that did not do what it was asked for; the message says why, to whoever runs it. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller can tell apart. */
    public enum Reason {
        /** More is waiting than may wait; nothing was done, and it may be tried again later. */
        OVERLOADED(true),
        /** It is closed; nothing was done. */
        CLOSED(true),
        /** There is no room for it; nothing was kept. */
        OUT_OF_SPACE(false),
        /** The store failed; nothing was kept. */
        FAILED(false);

        private final boolean isRefusal;

        Reason(boolean isRefusal) {
            this.isRefusal = isRefusal;
        }

        /** Whether the store did not even try, so that nothing is wrong with what it keeps. */
        public boolean isRefusal() {
            return isRefusal;
        }
    }

    private final Reason reason;

    public StoreException(Reason reason, String message) {
        this(reason, message, null);
    }

    public StoreException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
