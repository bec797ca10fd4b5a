package dev.sagfleet.agent.shaping;

/** What a device has fetched for itself, and what of it waits: one flow that would fill the line by itself. */
final class FetchedBytes {
    /** As long as anybody waits without asking again. */
    private static final long WAIT_SECONDS_MAX = 3_600;

    private static final long BITS_PER_KILOBIT = 1_000;
    private static final long BYTES_PER_SECOND_AT_ONE_KILOBIT = 125;

    private final EvenFlow pace = new EvenFlow();
    private long expectedBytes;
    private long offeredBytes;
    private long passedBytes;
    private long droppedBytes;
    private long delayedBytes;

    void offer(long bytes) {
        offeredBytes += bytes;
    }

    /** Has bytes come that are sent as they pass, at most at this rate; nothing more of what was expected before does. */
    void expect(long bytes, long bitsPerSecond) {
        expectedBytes = bytes;
        pace.setRate(bitsPerSecond);
    }

    void drop() {
        expectedBytes = 0;
        droppedBytes += waitingBytes();
    }

    long waitingBytes() {
        return offeredBytes - passedBytes - droppedBytes + expectedBytes;
    }

    /**
     * What may pass of what waits: what the traffic beside it leaves, and where both together are too much its share of
     * the line by the rates, its own being that of the line. So it comes to the same in one interval as in many.
     *
     * @param room in bytes
     * @param besideBytes offered beside it in the same interval
     * @param besideBitsPerSecond the rate of those
     * @param nanos how long the interval is
     */
    long share(long room, long besideBytes, long besideBitsPerSecond, long kilobitsPerSecond, long nanos) {
        long line = kilobitsPerSecond * BITS_PER_KILOBIT;
        long fair = Share.of(room, line, line + besideBitsPerSecond);
        return Math.min(comeBytes(nanos), Math.max(fair, room - besideBytes));
    }

    /** What waits, and as much of what is expected as can have come in an interval. */
    private long comeBytes(long nanos) {
        return expectedBytes == 0
                ? waitingBytes()
                : waitingBytes() - expectedBytes + Math.min(expectedBytes, pace.bytes(nanos));
    }

    /**
     * Counts what passed.
     *
     * @param delayed whether it had waited
     */
    void pass(long bytes, boolean delayed) {
        long come = Math.max(0, bytes - (waitingBytes() - expectedBytes));
        expectedBytes -= come;
        offeredBytes += come;
        passedBytes += bytes;
        delayedBytes += delayed ? bytes : 0;
    }

    /** How long what is expected takes to come at the least. */
    long comeNanos() {
        return expectedBytes == 0 ? 0 : pace.nanosFor(expectedBytes);
    }

    /** How much room it takes until all that waits is within the share. */
    long roomNeeded(long besideBitsPerSecond, long kilobitsPerSecond) {
        long beside = Ticks.divideUp(besideBitsPerSecond, BITS_PER_KILOBIT);
        long needed = waitingBytes() + Ticks.divideUp(waitingBytes() * beside, kilobitsPerSecond);
        return Math.min(needed, WAIT_SECONDS_MAX * BYTES_PER_SECOND_AT_ONE_KILOBIT * kilobitsPerSecond);
    }

    /** These, and what else was carried. */
    ByteCounts with(ByteCounts others) {
        return new ByteCounts(
                others.offeredBytes() + offeredBytes,
                others.passedBytes() + passedBytes,
                others.droppedBytes() + droppedBytes,
                others.delayedBytes() + delayedBytes);
    }
}
