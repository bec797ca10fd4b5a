package dev.sagfleet.agent.shaping;

/** What a device has fetched for itself, and what of it waits: one flow that would fill the line by itself. */
final class FetchedBytes {
    /** As long as anybody waits without asking again. */
    private static final long WAIT_SECONDS_MAX = 3_600;

    private static final long BITS_PER_KILOBIT = 1_000;
    private static final long BYTES_PER_SECOND_AT_ONE_KILOBIT = 125;

    private long offeredBytes;
    private long passedBytes;
    private long droppedBytes;
    private long delayedBytes;

    void offer(long bytes) {
        offeredBytes += bytes;
    }

    void drop() {
        droppedBytes += waitingBytes();
    }

    long waitingBytes() {
        return offeredBytes - passedBytes - droppedBytes;
    }

    /**
     * What may pass of what waits: what the traffic beside it leaves, and where both together are too much its share of
     * the line by the rates, its own being that of the line. So it comes to the same in one interval as in many.
     *
     * @param room in bytes
     * @param besideBytes offered beside it in the same interval
     * @param besideBitsPerSecond the rate of those
     */
    long share(long room, long besideBytes, long besideBitsPerSecond, long kilobitsPerSecond) {
        long line = kilobitsPerSecond * BITS_PER_KILOBIT;
        long fair = Share.of(room, line, line + besideBitsPerSecond);
        return Math.min(waitingBytes(), Math.max(fair, room - besideBytes));
    }

    /**
     * Counts what passed.
     *
     * @param delayed whether it had waited
     */
    void pass(long bytes, boolean delayed) {
        passedBytes += bytes;
        delayedBytes += delayed ? bytes : 0;
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
