package dev.sagfleet.agent.shaping;

/**
 * A token bucket without any rounding, to judge the product's by: it keeps its level, the product's the
 * time it is full at.
 *
 * <p>The unit is the microbit: what 1 kbit/s carries in 1 ns. The slack is how far the bucket under test
 * may by now be behind through the roundings it declared: at most 1/64 ns for each operation and, since the price of
 * a byte is rounded up to 32 bits, one part in 2^31 of what a packet costs.
 */
final class ExactBucket {
    static final long MICROBITS_PER_BYTE = 8_000_000;

    private enum State {
        UNUSED,
        LIMITED,
        UNLIMITED,
        CLOSED
    }

    private State state = State.UNUSED;
    private long kilobitsPerSecond;
    private long capacityMicrobits;
    private long levelMicrobits;
    private long slackIn64thsOfMicrobits;
    private long refilledAtNanos;

    void set(long newKilobitsPerSecond, long burstMillis, long nowNanos) {
        refill(nowNanos);
        kilobitsPerSecond = newKilobitsPerSecond;
        long framesMicros = -Math.floorDiv(-3_028L * 8_000, kilobitsPerSecond);
        capacityMicrobits = Math.max(framesMicros, burstMillis * 1_000) * 1_000 * kilobitsPerSecond;
        levelMicrobits = state == State.UNUSED ? capacityMicrobits / 2 : Math.min(levelMicrobits, capacityMicrobits);
        slackIn64thsOfMicrobits += kilobitsPerSecond;
        refilledAtNanos = nowNanos;
        state = State.LIMITED;
    }

    void setUnlimited(long nowNanos) {
        refill(nowNanos);
        state = State.UNLIMITED;
    }

    void setClosed(long nowNanos) {
        refill(nowNanos);
        state = state == State.UNUSED ? State.UNUSED : State.CLOSED;
    }

    void debit(int bytes) {
        if (state == State.LIMITED) {
            levelMicrobits -= bytes * MICROBITS_PER_BYTE;
            slackIn64thsOfMicrobits += roundingIn64thsOfMicrobits(bytes);
        }
    }

    /** The least time that any correct bucket must wait. */
    long waitNanosMin(int bytes, long nowNanos) {
        refill(nowNanos);
        return nanosToEarn(bytes * MICROBITS_PER_BYTE - levelMicrobits);
    }

    /** The most that a bucket may wait whose roundings have added up. */
    long waitNanosMax(int bytes, long nowNanos) {
        refill(nowNanos);
        return nanosToEarn(bytes * MICROBITS_PER_BYTE
                - levelMicrobits
                + slackMicrobits()
                + roundingIn64thsOfMicrobits(bytes) / 64
                + 1);
    }

    long levelMicrobits(long nowNanos) {
        refill(nowNanos);
        return levelMicrobits;
    }

    long slackMicrobits() {
        return slackIn64thsOfMicrobits / 64 + 1;
    }

    boolean isLimited() {
        return state == State.LIMITED;
    }

    int burstBytes() {
        return Math.toIntExact(capacityMicrobits / MICROBITS_PER_BYTE);
    }

    /** That of the price is less than a quarter for each byte, which is 8e6 * 64 / 2^31; then 1/64 ns. */
    private long roundingIn64thsOfMicrobits(int bytes) {
        return bytes / 4 + 1 + kilobitsPerSecond;
    }

    private long nanosToEarn(long microbits) {
        return switch (state) {
            case UNLIMITED -> 0;
            case UNUSED, CLOSED -> TokenBuckets.CLOSED_NANOS;
            case LIMITED -> Math.max(0, -Math.floorDiv(-microbits, kilobitsPerSecond));
        };
    }

    private void refill(long nowNanos) {
        if (state == State.LIMITED) {
            long elapsedNanos = nowNanos - refilledAtNanos;
            // Compare before multiplying: rate times a long idle time does not fit in a long.
            if (elapsedNanos >= nanosToEarn(capacityMicrobits - levelMicrobits + slackMicrobits())) {
                levelMicrobits = capacityMicrobits;
                slackIn64thsOfMicrobits = 0;
            } else {
                boolean full = elapsedNanos >= nanosToEarn(capacityMicrobits - levelMicrobits);
                levelMicrobits = full ? capacityMicrobits : levelMicrobits + elapsedNanos * kilobitsPerSecond;
            }
            refilledAtNanos = nowNanos;
        }
    }
}
