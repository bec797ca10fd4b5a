package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * What a device has carried since it booted. A rate is the difference of two of these over the
 * difference of their uptimes.
 *
 * @param uptimeNanos since boot, at the moment up to which the counters are complete; >= 0
 */
public record Telemetry(long uptimeNanos, Traffic uplink, Traffic downlink) implements UplinkMessage {
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
