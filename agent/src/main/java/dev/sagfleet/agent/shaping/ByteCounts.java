package dev.sagfleet.agent.shaping;

/**
 * What became of the traffic of one class in one direction, in bytes since boot.
 *
 * @param offeredBytes what arrived at the device
 * @param passedBytes what the buckets were debited for; the rest was dropped
 */
public record ByteCounts(long offeredBytes, long passedBytes) {
    public ByteCounts {
        if (passedBytes < 0 || passedBytes > offeredBytes) {
            throw new IllegalArgumentException(
                    "passedBytes: " + passedBytes + " (expected: 0 to offeredBytes, " + offeredBytes + ')');
        }
    }

    public long droppedBytes() {
        return offeredBytes - passedBytes;
    }
}
