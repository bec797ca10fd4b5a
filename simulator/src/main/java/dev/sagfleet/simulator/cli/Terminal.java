package dev.sagfleet.simulator.cli;

/** Whether there is a terminal at this end of the process. The launcher sets it, which can tell. */
final class Terminal {
    private static final String PRINTED_TO = "sag.terminal";
    private static final String TYPED_AT = "sag.typed";

    /** Whether what is printed goes to a terminal, where it can be written over, and not to a file. */
    static boolean isAttached() {
        return Boolean.getBoolean(PRINTED_TO);
    }

    /** Whether somebody types at a terminal what comes in, and sees there what is said. */
    static boolean isTypedAt() {
        return Boolean.getBoolean(TYPED_AT);
    }

    private Terminal() {}
}
