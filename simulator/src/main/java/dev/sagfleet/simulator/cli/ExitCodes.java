package dev.sagfleet.simulator.cli;

/** What the command exits with. */
final class ExitCodes {
    /** It did what it was asked for. */
    static final int DONE = 0;

    /** The API answered an error. */
    static final int API_ERROR = 1;

    /** Bad usage, a bad input file, or a machine that does not allow it. */
    static final int BAD_USAGE = 2;

    /** There is no controller at the endpoint. */
    static final int UNREACHABLE = 3;

    /** Devices are missing. */
    static final int INVALID_RUN = 4;

    /** What was to hold does not. */
    static final int MISSED = 99;

    private ExitCodes() {}
}
