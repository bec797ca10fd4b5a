package dev.sagfleet.controller.sql;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A database that cannot do what it is for; the message says which, and why, to whoever runs it. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller can tell apart. */
    public enum Reason {
        /** The file cannot be made or opened, or is not a database of the kind that is asked for. */
        UNUSABLE_FILE,
        /** Another process, or another holder in this one, has the file open. */
        IN_USE,
        /** The file was written by a later version, which this one does not understand. */
        NEWER_VERSION,
        /** More is waiting than may wait; nothing was done, and it may be tried again later. */
        QUEUE_FULL,
        /** It is closed; nothing was done. */
        CLOSED,
        /** There is no space for it; nothing was kept. */
        OUT_OF_SPACE,
        /** The database failed otherwise; nothing was kept. */
        FAILED
    }

    private final Reason reason;

    public DatabaseException(Reason reason, String message) {
        this(reason, message, null);
    }

    public DatabaseException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Why a database failed for this cause; {@link Reason#FAILED} for one that is not of a database. */
    static Reason reasonOf(Throwable cause) {
        return cause instanceof DatabaseException database ? database.reason : Reason.FAILED;
    }

    public Reason reason() {
        return reason;
    }
}
