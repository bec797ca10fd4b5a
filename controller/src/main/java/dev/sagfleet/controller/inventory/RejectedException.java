package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

/** A change that the rules do not allow; whatever it had done so far is undone. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rejection rejection;
    private final String detail;

    /**
     * A rejection of something in particular.
     *
     * @param detail what was found and what is required, for a person
     */
    public RejectedException(Rejection rejection, String detail) {
        super(rejection.code() + ": " + detail, null, false, false);
        this.rejection = requireNonNull(rejection, "rejection");
        this.detail = requireNonNull(detail, "detail");
    }

    public Rejection rejection() {
        return rejection;
    }

    public String detail() {
        return detail;
    }
}
