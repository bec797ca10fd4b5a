package dev.sagfleet.simulator.text;

/** Lines on a terminal that are written over when there is news. */
public final class TerminalBlock {
    private static final String CLEAR_BELOW = "\u001B[J";

    /** A line that is wrapped would be two, of which one is gone back over. */
    private static final String CUT_LINES = "\u001B[?7l";

    private static final String WRAP_LINES = "\u001B[?7h";

    /**
     * Puts lines in the place of those that were printed last.
     *
     * @param before what was printed last, with a line break at its end; empty at first
     */
    public static String inPlaceOf(String before, String block) {
        long lines = before.lines().count();
        return (lines == 0 ? "" : "\u001B[" + lines + "A") + CLEAR_BELOW + CUT_LINES + block + WRAP_LINES;
    }

    private TerminalBlock() {}
}
