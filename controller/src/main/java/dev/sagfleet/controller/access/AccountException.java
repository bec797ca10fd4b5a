package dev.sagfleet.controller.access;

/** An account that contradicts itself; the message says where. */
public final class AccountException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AccountException(String message) {
        super(message, null, false, false);
    }
}
