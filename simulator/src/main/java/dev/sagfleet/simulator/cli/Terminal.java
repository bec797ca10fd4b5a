package dev.sagfleet.simulator.cli;

/** Whether what is printed goes to a terminal, where it can be written over, or to a file. */
final class Terminal {
    /** Set by the launcher, which can tell. */
    private static final String PROPERTY = "sag.terminal";

    static boolean isAttached() {
        return Boolean.getBoolean(PROPERTY);
    }

    private Terminal() {}
}
