package dev.sagfleet.controller.rollout;

/**
 * What is in flight, and how many starts are to be had. A start costs as much as a minute brings at one start a minute, so
 * whole numbers are exact. Source: rollout rule R17.
 *
 * @param working members that hold a place
 * @param credit for starts, in starts times {@link #START}
 * @param atMillis as of when
 */
public record Flow(int working, long credit, long atMillis) {
    /** What a start costs: the milliseconds of a minute. */
    static final long START = 60_000;

    private static final int BURSTS_PER_MINUTE = 60;

    static final Flow NONE = new Flow(0, START, 0);

    Flow plusWorking(int more) {
        return more == 0 ? this : new Flow(working + more, credit, atMillis);
    }

    /** As of now. What comes at once after a rest and what comes steadily are within the limit of any minute together. */
    Flow at(Pace pace, long nowMillis) {
        if (nowMillis <= atMillis) {
            return this;
        }
        long most = burst(pace) * START;
        long elapsed = Math.min(nowMillis - atMillis, most / rate(pace) + 1);
        return new Flow(working, Math.max(credit, Math.min(most, credit + elapsed * rate(pace))), nowMillis);
    }

    boolean hasStart() {
        return credit >= START;
    }

    Flow started() {
        return new Flow(working, credit - START, atMillis);
    }

    /** When there is a start again. */
    long nextStartMillis(Pace pace) {
        long lacking = START - credit;
        return lacking <= 0 ? atMillis : atMillis - Math.floorDiv(-lacking, rate(pace));
    }

    private static long burst(Pace pace) {
        return Math.max(1, pace.perMinute() / BURSTS_PER_MINUTE);
    }

    private static long rate(Pace pace) {
        long burst = burst(pace);
        return burst == 1 ? pace.perMinute() : pace.perMinute() - burst;
    }
}
