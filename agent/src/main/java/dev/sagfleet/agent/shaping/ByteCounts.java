package dev.sagfleet.agent.shaping;

/**
 * What became of the traffic of one class in one direction, in bytes since boot. What was offered and neither passed
 * nor was dropped still waits.
 *
 * @param offeredBytes what arrived at the device
 * @param passedBytes what the buckets were debited for
 * @param droppedBytes what policing took away
 * @param delayedBytes those of the passed bytes that had to wait for the buckets
 */
public record ByteCounts(long offeredBytes, long passedBytes, long droppedBytes, long delayedBytes) {
    public ByteCounts {
        requireWithin(passedBytes, "passedBytes", offeredBytes, "offeredBytes");
        requireWithin(droppedBytes, "droppedBytes", offeredBytes - passedBytes, "offeredBytes - passedBytes");
        requireWithin(delayedBytes, "delayedBytes", passedBytes, "passedBytes");
    }

    private static void requireWithin(long bytes, String name, long bytesMax, String nameOfMax) {
        if (bytes < 0 || bytes > bytesMax) {
            throw new IllegalArgumentException(
                    name + ": " + bytes + " (expected: 0 to " + nameOfMax + ", " + bytesMax + ')');
        }
    }

    /** What has not been decided upon. */
    public long waitingBytes() {
        return offeredBytes - passedBytes - droppedBytes;
    }
}
