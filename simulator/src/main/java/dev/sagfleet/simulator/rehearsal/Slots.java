package dev.sagfleet.simulator.rehearsal;

/**
 * A stretch of time from the start of a rollout on, in equal slots.
 *
 * @param widthMillis of each: one of the {@link Widths}
 * @param count 1 or more
 */
public record Slots(long widthMillis, int count) {
    private static final int COUNT_MAX = 200;

    /** Few enough of them to be drawn, which are no narrower than some and together at least as long. */
    static Slots few(long leastWidthMillis, long lengthMillis) {
        long widthMillis = Widths.shown(leastWidthMillis, lengthMillis, COUNT_MAX);
        return new Slots(widthMillis, Math.toIntExact((lengthMillis + widthMillis - 1) / widthMillis));
    }

    /** Few of them that cover what both do. */
    public Slots with(Slots other) {
        return few(Math.max(widthMillis, other.widthMillis), Math.max(lengthMillis(), other.lengthMillis()));
    }

    private long lengthMillis() {
        return widthMillis * count;
    }
}
