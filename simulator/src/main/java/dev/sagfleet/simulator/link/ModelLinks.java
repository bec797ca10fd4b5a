package dev.sagfleet.simulator.link;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.simulator.time.Seed;
import java.util.Optional;

/**
 * How the links of the devices of one model are. What is absent holds nothing back, takes no time, loses nothing and is
 * always on.
 *
 * @param downlink in bit/s
 * @param delay one way, in nanoseconds
 * @param loss of packets, as a fraction: 1 at most
 */
public record ModelLinks(
        Optional<LogNormal> downlink,
        Optional<LogNormal> delay,
        Optional<LogNormal> loss,
        Optional<Outages> outages,
        Optional<Hours> on) {
    /** Of which nothing is said. */
    public static final ModelLinks WIDE =
            new ModelLinks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Of a packet without headers, as on Ethernet. */
    private static final double SEGMENT_BITS = 1_460 * 8;

    /** For a receiver that acknowledges each packet and losses without a pattern. */
    private static final double MATHIS = 1.22;

    private static final double NANOS_PER_SECOND = 1e9;

    public ModelLinks {
        requireNonNull(downlink, "downlink");
        requireNonNull(delay, "delay");
        requireNonNull(loss, "loss");
        requireNonNull(outages, "outages");
        requireNonNull(on, "on");
    }

    /** Whether nothing switches a device off or its link, now and then. */
    public boolean isAlwaysOn() {
        return outages.isEmpty() && on.isEmpty();
    }

    /**
     * The link of one device.
     *
     * @param device its seed
     */
    public DeviceLink of(Seed device) {
        double bitsPerSecond = drawn(downlink, device, "downlink", Double.MAX_VALUE);
        double delayNanos = drawn(delay, device, "delay", 0);
        double lost = drawn(loss, device, "loss", 0);
        double most = Math.min(bitsPerSecond, throughput(2 * delayNanos, lost));
        return new DeviceLink(Math.max(1, (long) most), (long) delayNanos);
    }

    private static double drawn(Optional<LogNormal> number, Seed device, String purpose, double otherwise) {
        return number.map(one -> one.at(device.fraction(purpose))).orElse(otherwise);
    }

    /**
     * What one TCP connection comes to that halves its window with each loss: segment / round trip x 1.22 / sqrt(loss).
     *
     * @see <a href="https://doi.org/10.1145/263932.264023">Mathis, Semke, Mahdavi and Ott: The macroscopic behavior of the
     *     TCP congestion avoidance algorithm</a>
     */
    static double throughput(double roundTripNanos, double lost) {
        return roundTripNanos == 0 || lost == 0
                ? Double.MAX_VALUE
                : SEGMENT_BITS * NANOS_PER_SECOND / roundTripNanos * MATHIS / StrictMath.sqrt(lost);
    }
}
