package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;
import java.util.Optional;

/**
 * How images are served.
 *
 * @param egress cap of all downloads together; none if only their number is limited
 * @param downloadsMax at a time; 1 or more
 * @param linkLifetime how long a link is good; 1 s or more
 * @param patience how long a client may take to read one piece before it is given up; more than 0
 */
public record DownloadSettings(Optional<Bandwidth> egress, int downloadsMax, Duration linkLifetime, Duration patience) {
    public static final DownloadSettings DEFAULT = new DownloadSettings(
            Optional.empty(), Egress.DOWNLOADS_MAX, Links.LIFETIME_DEFAULT, Duration.ofSeconds(30));

    public DownloadSettings {
        if (downloadsMax < 1) {
            throw new IllegalArgumentException("downloadsMax: " + downloadsMax + " (expected: >= 1)");
        }
        if (linkLifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("linkLifetime: " + linkLifetime + " (expected: PT1S or more)");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience: " + patience + " (expected: more than 0)");
        }
    }

    public DownloadSettings withEgress(Bandwidth cap) {
        return new DownloadSettings(Optional.of(cap), downloadsMax, linkLifetime, patience);
    }

    public DownloadSettings withLimits(int otherDownloadsMax, Duration otherLifetime, Duration otherPatience) {
        return new DownloadSettings(egress, otherDownloadsMax, otherLifetime, otherPatience);
    }
}
