package dev.sagfleet.simulator.makes;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the flows of one relay get on with each other.
 *
 * @param difference of two flows that take all they can get, in shares of what one of them gets on average
 * @param waitMedian how long a small request waits for its small answer beside such a flow
 * @param waitMost the longest of these
 * @param pressure share of the time in which somebody waited for a processor
 */
public record FlowsResult(
        RelayMake make,
        Bandwidth rate,
        double difference,
        Duration waitMedian,
        Duration waitMost,
        OptionalDouble pressure) {
    private static final Duration WARM_UP = Duration.ofMillis(300);

    /** Measures for so long each. */
    public static FlowsResult measure(RelayMake make, Bandwidth rate, Duration span)
            throws IOException, InterruptedException {
        try (TrafficTarget target = TrafficTarget.start();
                MeasuredRelay relay = make.start(target.address(), Optional.of(rate))) {
            difference(relay, WARM_UP);
            var pressure = new CpuPressure();
            double difference = difference(relay, span);
            List<Long> waits = waits(relay, span);
            return new FlowsResult(
                    make,
                    rate,
                    difference,
                    Duration.ofNanos(waits.get(waits.size() / 2)),
                    Duration.ofNanos(waits.get(waits.size() - 1)),
                    pressure.share());
        }
    }

    private static double difference(MeasuredRelay relay, Duration span) throws IOException, InterruptedException {
        try (Receiver first = Receiver.start(relay.port(), span);
                Receiver second = Receiver.start(relay.port(), span)) {
            return difference(first.await(), second.await(), span);
        }
    }

    /** While both were at it. */
    static double difference(Arrivals first, Arrivals second, Duration span) {
        boolean secondBeganLater = second.nanos(0) - first.nanos(0) > 0;
        long from = (secondBeganLater ? second : first).nanos(0);
        long to = (secondBeganLater ? first : second).nanos(0) + span.toNanos();
        double one = first.bytesBetween(from, to);
        double other = second.bytesBetween(from, to);
        return 2 * Math.abs(one - other) / Math.max(1, one + other);
    }

    /** In nanoseconds, the shortest first. */
    private static List<Long> waits(MeasuredRelay relay, Duration span) throws IOException, InterruptedException {
        Receiver bulk = Receiver.start(relay.port(), span.multipliedBy(2));
        try {
            return Requests.make(relay.port(), span).stream().sorted().toList();
        } finally {
            bulk.close();
        }
    }

    public ShapingMarks marks() {
        return new ShapingMarks(rate);
    }

    public boolean isMet() {
        return difference <= ShapingMarks.SHARE_MAX && waitMost.compareTo(marks().waitMax()) <= 0;
    }
}
