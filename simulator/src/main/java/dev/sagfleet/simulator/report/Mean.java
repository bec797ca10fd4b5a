package dev.sagfleet.simulator.report;

import java.util.Locale;

/** Means of counts, rounded in whole numbers so that they are the same everywhere. */
final class Mean {
    private static final long TENTHS = 10;
    private static final long SMALL = 100;
    private static final int MILLE = 1_000;

    /**
     * The mean of what is counted in several rehearsals: exact for one of them, else with a decimal where it is small.
     *
     * @param sum of all of them
     */
    static String text(long sum, int runs) {
        if (sum % runs == 0) {
            return String.format(Locale.ROOT, "%,d", sum / runs);
        }
        if (sum / runs >= SMALL) {
            return String.format(Locale.ROOT, "%,d", (sum + runs / 2) / runs);
        }
        long tenths = (sum * TENTHS + runs / 2) / runs;
        return tenths == 0 ? "< 0.1" : tenths / TENTHS + "." + tenths % TENTHS;
    }

    /** A part in thousandths; 1 at least where it is more than nothing. */
    static int mille(long part, long whole) {
        return part <= 0 || whole <= 0 ? 0 : (int) Math.min(MILLE, Math.max(1, (part * MILLE + whole / 2) / whole));
    }

    /** A part of all rehearsals as a percentage. */
    static String percent(long part, long whole) {
        return Unit.MILLE.text(whole == 0 ? 0 : (part * MILLE + whole / 2) / whole);
    }

    private Mean() {}
}
