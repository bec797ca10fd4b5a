package dev.sagfleet.simulator.makes;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one flow through a relay kept to a rate, judged where it arrived.
 *
 * @param span that was looked at, from the first arrival on
 * @param deviation of the average over the span from the rate; 0.01 is 1 % above
 * @param firstSecond deviation of the average over the first second, or over the span if that is shorter
 * @param windowAboveBytes the most by which any 100 ms were above the rate
 * @param sigmaBytes the most by which any window of any length was above the rate
 * @param relayCpu processor time of the relay in shares of a processor
 * @param pressure share of the time in which somebody waited for a processor; above
 *     {@link ShapingMarks#PRESSURE_MAX} the rest says little
 */
public record RateResult(
        RelayMake make,
        Bandwidth rate,
        Duration span,
        double deviation,
        double firstSecond,
        double windowAboveBytes,
        double sigmaBytes,
        double relayCpu,
        OptionalDouble pressure) {
    /** Classes are loaded and the first code compiled in this time, which is not the relay's. */
    private static final Duration WARM_UP = Duration.ofMillis(300);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofMillis(100);

    /** Measures for so long. */
    public static RateResult measure(RelayMake make, Bandwidth rate, Duration span)
            throws IOException, InterruptedException {
        try (TrafficTarget target = TrafficTarget.start();
                MeasuredRelay relay = make.start(target.address(), Optional.of(rate))) {
            receive(relay, WARM_UP);
            var pressure = new CpuPressure();
            Map<Long, Long> cpuNanos = EndThread.cpuNanosOfOthers();
            long began = System.nanoTime();
            var analysis = new ArrivalAnalysis(receive(relay, span), rate);
            double cpu = EndThread.cpuNanosOfOthersSince(cpuNanos) / (double) (System.nanoTime() - began);
            return new RateResult(
                    make,
                    rate,
                    span,
                    analysis.deviation(span),
                    analysis.deviation(span.compareTo(FIRST) < 0 ? span : FIRST),
                    analysis.mostAbove(WINDOW),
                    analysis.sigma(),
                    cpu,
                    pressure.share());
        }
    }

    private static Arrivals receive(MeasuredRelay relay, Duration span) throws IOException, InterruptedException {
        try (Receiver receiver = Receiver.start(relay.port(), span)) {
            return receiver.await();
        }
    }

    public ShapingMarks marks() {
        return new ShapingMarks(rate);
    }

    public boolean isMet() {
        return Math.abs(deviation) <= marks().deviationMax(span)
                && firstSecond <= marks().deviationMax(span.compareTo(FIRST) < 0 ? span : FIRST)
                && windowAboveBytes <= marks().aboveBytesMax();
    }
}
