package dev.sagfleet.simulator.cli;

/** A fleet that could not be registered; the message says why, to a user. */
final class RegistrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    RegistrationException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What to exit with if the fleet cannot do without. */
    int exitCode() {
        return exitCode;
    }
}
