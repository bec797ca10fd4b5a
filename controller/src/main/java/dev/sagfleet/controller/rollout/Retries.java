package dev.sagfleet.controller.rollout;

import java.time.Duration;

/**
 * How often an attempt that failed is made again, by what it failed of. What one budget pays for leaves the others as
 * they are. Source: rollout rule R15.
 *
 * @param transport after a download that failed; 0 or more
 * @param verify after bytes that were not those of the image; likewise
 * @param boot after an image that was written and did not stay; likewise
 * @param leastWait before the next attempt
 * @param mostWait likewise, however many there were
 */
public record Retries(int transport, int verify, int boot, Duration leastWait, Duration mostWait) {
    public static final int TRIES_MAX = 100;

    /** Lines fail all the time; an image that did not stay once is not tried again without a person. */
    public static final Retries DEFAULT = new Retries(3, 1, 0, Duration.ofMinutes(10), Duration.ofHours(4));

    public Retries {
        require(transport, "transport");
        require(verify, "verify");
        require(boot, "boot");
        Spans.require(leastWait, Duration.ofSeconds(1), "wait");
        Spans.require(mostWait, leastWait, "wait");
    }

    private static void require(int tries, String name) {
        if (tries < 0 || tries > TRIES_MAX) {
            throw new IllegalArgumentException(name + ": " + tries + " (expected: 0 to " + TRIES_MAX + ')');
        }
    }
}
