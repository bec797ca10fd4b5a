package dev.sagfleet.controller.server;

/**
 * How many frames a device may send before it is read more slowly: {@value #FRAMES_AT_ONCE} at once and
 * {@value #FRAMES_PER_SECOND} a second from then on, beside the answers to what it was sent. That is twice what one
 * that reports as often as it can be asked to needs.
 *
 * <p>A token bucket in one number, since there is one for each device: until when the frames so far would take, each in
 * its own time, in milliseconds on a clock that may overflow.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">virtual scheduling</a>
 */
final class FrameBudget {
    static final int FRAMES_PER_SECOND = 20;
    static final int FRAMES_AT_ONCE = 200;

    /** It waits no longer than that, however much came with what was read at once, so that it is not taken to be silent. */
    static final int WAIT_MILLIS_MAX = 1_000;

    private static final int FRAME_MILLIS = 1_000 / FRAMES_PER_SECOND;
    private static final int AHEAD_MILLIS_MAX = FRAMES_AT_ONCE * FRAME_MILLIS;

    /** What follows from one more frame. */
    static int spend(int takenUntilMillis, int nowMillis) {
        int ahead = ahead(takenUntilMillis, nowMillis) + FRAME_MILLIS;
        return nowMillis + Math.min(ahead, AHEAD_MILLIS_MAX + WAIT_MILLIS_MAX);
    }

    /** What follows from having asked for one more frame. */
    static int refund(int takenUntilMillis) {
        return takenUntilMillis - FRAME_MILLIS;
    }

    /** How long the device is not to be read; 0 to {@link #WAIT_MILLIS_MAX}. */
    static int waitMillis(int takenUntilMillis, int nowMillis) {
        return Math.max(0, ahead(takenUntilMillis, nowMillis) - AHEAD_MILLIS_MAX);
    }

    /** Further ahead than can be is so long ago that the clock has overflowed. */
    private static int ahead(int takenUntilMillis, int nowMillis) {
        int ahead = takenUntilMillis - nowMillis;
        return ahead <= AHEAD_MILLIS_MAX + WAIT_MILLIS_MAX ? Math.max(0, ahead) : 0;
    }

    private FrameBudget() {}
}
