package dev.sagfleet.simulator.campaign;

import java.time.Duration;
import java.util.Locale;

/**
 * A rollout to a whole fleet, and how often it is interrupted.
 *
 * @param isApart whether the fleet has a process of its own and is connected over sockets; else it is in memory, in the
 *     process that is killed
 * @param devices a multiple of 10
 * @param perMinute starts of the rollout
 * @param kills on the way
 * @param imageBytes of the image: over sockets all of them travel, in memory their number
 * @param watch how long after a kill downloads are counted at least: one that broke off pauses for 10 to 20 s
 */
public record Campaign(boolean isApart, int devices, int perMinute, int kills, int imageBytes, Duration watch) {
    /** As many devices as one process has sockets for. A download takes some 2 s on the slower lines. */
    public static final Campaign OVER_SOCKETS = new Campaign(true, 10_000, 6_000, 10, 1 << 19, Duration.ofSeconds(20));

    public static final Campaign IN_MEMORY = new Campaign(false, 200_000, 60_000, 10, 1 << 18, Duration.ofSeconds(20));

    /** Enough to see that it works. */
    public static final Campaign OVER_SOCKETS_QUICK = new Campaign(true, 200, 6_000, 3, 1 << 18, Duration.ZERO);

    public static final Campaign IN_MEMORY_QUICK = new Campaign(false, 1_000, 20_000, 3, 1 << 16, Duration.ZERO);

    /** Images may come from a thousand devices at a time. */
    private static final int IN_FLIGHT_MAX = 1_500;

    public Campaign {
        if (devices < 10 || devices % 10 != 0) {
            throw new IllegalArgumentException("devices: " + devices + " (expected: a multiple of 10, 10 or more)");
        }
    }

    int inFlight() {
        return Math.min(devices, IN_FLIGHT_MAX);
    }

    /** How many waves there are: each has as many kills, one or two, and they come in the middle of it. */
    int waves() {
        return kills % 2 == 0 ? kills / 2 : kills;
    }

    /** How many members have ended when a kill comes, from 1 on. */
    double resolvedAt(int kill) {
        return devices * (kill - 0.5) / kills;
    }

    public String what() {
        return String.format(Locale.ROOT, "%,d devices %s", devices, isApart ? "over sockets" : "in memory");
    }
}
