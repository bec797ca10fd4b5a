package dev.sagfleet.simulator.link;

import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;

/**
 * Times at which a link is down, without a pattern: how long it works and how long it is down have no memory.
 *
 * @param every how long it works in the mean
 * @param lasting how long it is down in the mean
 */
public record Outages(Duration every, Duration lasting) {
    private static final String WORKS = "link works";
    private static final String IS_DOWN = "link is down";

    /** How long it works before an outage, the first of which is number 0. */
    public Duration before(int outage, Seed device) {
        return drawn(every, device.fraction(WORKS, outage));
    }

    /** How long that outage takes. */
    public Duration of(int outage, Seed device) {
        return drawn(lasting, device.fraction(IS_DOWN, outage));
    }

    private static Duration drawn(Duration mean, double fraction) {
        return Duration.ofNanos(1 + (long) (-StrictMath.log(1 - fraction) * mean.toNanos()));
    }
}
