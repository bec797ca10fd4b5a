package dev.sagfleet.simulator.cli;

/** A command cannot go on, and the user has been told why. */
final class ToldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ToldException(int exitCode) {
        super("exit code " + exitCode);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
