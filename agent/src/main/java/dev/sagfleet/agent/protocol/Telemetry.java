package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a device has carried since it booted. A rate is the difference of two of these over the
 * difference of their uptimes.
 *
 * @param uptimeNanos since boot, at the moment up to which the counters are complete; >= 0
 */
public record Telemetry(long uptimeNanos, Traffic uplink, Traffic downlink) implements UplinkMessage {
    /** The longest uptime that is believed: ten years. */
    public static final long UPTIME_NANOS_MAX = Duration.ofDays(3653).toNanos();

    /** Of the fastest line, {@link Bandwidth#BITS_PER_SECOND_MAX}: 25 in 2 ns. */
    private static final long BYTES_PER_TWO_NANOS = 25;

    /** For what had waited when the time began, and for clocks that are not read at the same moment. */
    private static final long SLACK_NANOS = Duration.ofMillis(100).toNanos();

    /**
     * The most bytes that a counter is believed to grow by: what the fastest line carries in that time, and 100 ms more.
     *
     * @param spanNanos 0 to {@link #UPTIME_NANOS_MAX}
     */
    public static long bytesMax(long spanNanos) {
        return (spanNanos + SLACK_NANOS) / 2 * BYTES_PER_TWO_NANOS;
    }

    /** One direction, by class. */
    public record Traffic(Counters accelerated, Counters other) {
        public Traffic {
            requireNonNull(accelerated, "accelerated");
            requireNonNull(other, "other");
        }
    }

    /**
     * Bytes of one class in one direction: what came, what went on, what the limits took away. The rest still waits.
     *
     * @param delayedBytes those of the passed bytes that the limits made wait; policed traffic never does
     */
    public record Counters(long offeredBytes, long passedBytes, long droppedBytes, long delayedBytes) {
        public Counters {
            requireCount(offeredBytes, "offeredBytes");
            requireCount(passedBytes, "passedBytes");
            requireCount(droppedBytes, "droppedBytes");
            requireCount(delayedBytes, "delayedBytes");
        }

        /** Of traffic that never waits. */
        public Counters(long offeredBytes, long passedBytes, long droppedBytes) {
            this(offeredBytes, passedBytes, droppedBytes, 0);
        }
    }

    public Telemetry {
        requireCount(uptimeNanos, "uptimeNanos");
        requireNonNull(uplink, "uplink");
        requireNonNull(downlink, "downlink");
    }

    private static void requireCount(long count, String name) {
        if (count < 0) {
            throw new IllegalArgumentException(name + ": " + count + " (expected: >= 0)");
        }
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onTelemetry(this);
    }
}
