package dev.sagfleet.simulator.makes;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What passes through a relay that has no limit. */
public final class RelayThroughput implements AutoCloseable {
    private final TrafficTarget target = TrafficTarget.start();
    private final MeasuredRelay relay;
    private final Duration span;

    /**
     * Starts the relay.
     *
     * @param span of each measurement
     */
    public RelayThroughput(RelayMake make, Duration span) throws IOException {
        relay = make.start(target.address(), Optional.empty());
        this.span = span;
    }

    /** Of one connection, from its first byte on. */
    public double bitsPerSecond() throws IOException, InterruptedException {
        try (Receiver receiver = Receiver.start(relay.port(), span)) {
            Arrivals arrivals = receiver.await();
            long began = arrivals.nanos(0);
            long bytes = arrivals.bytesBetween(began, began + span.toNanos());
            return (double) bytes * Byte.SIZE / EndThread.seconds(span.toNanos());
        }
    }

    @Override
    public void close() {
        relay.close();
        target.close();
    }
}
