package dev.sagfleet.simulator.benchmark;

import java.util.OptionalDouble;

/**
 * What it costs a contender to decide on one packet in a scenario.
 *
 * @param scenario {@code hot} (two buckets in turn) or {@code random of} so many buckets
 * @param contender the make of the buckets; {@code time passed} in its name means that it reads no clock
 * @param wallNanos time that passed for each decision
 * @param cpuNanos processor time of the deciding thread for each decision; the measure to compare on a busy machine
 * @param allocatedBytes memory allocated for each decision, on average
 * @param bucketBytes the heap that one bucket takes, if there were enough to tell
 */
public record BucketResult(
        String scenario,
        String contender,
        Spread wallNanos,
        Spread cpuNanos,
        double allocatedBytes,
        OptionalDouble bucketBytes) {
    /** What the contenders of this project are called: these exactly, or these and how they are told the time. */
    private static final String OURS = "ours";

    public boolean isOurs() {
        return contender.startsWith(OURS);
    }

    /** Whether it is told the time, so that it is fair to compare it only with others that are. */
    public boolean isToldTheTime() {
        return contender.endsWith("time passed");
    }
}
