package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.List;

/**
 * The firmware or app versions of a group and how likely each is.
 *
 * <p>Each draw is on its own, so a small group may miss a version and a large one comes close to the
 * percentages.
 *
 * @param shares 1 to 100 different versions, whose percentages add up to 100
 */
public record FirmwareMix(List<Share> shares) {
    private static final int PERCENT_ALL = 100;

    /**
     * One version of a mix.
     *
     * @param percent 1 to 100
     */
    public record Share(FirmwareVersion version, int percent) {
        public Share {
            if (percent < 1 || percent > PERCENT_ALL) {
                throw new IllegalArgumentException("percent: " + percent + " (expected: 1 to " + PERCENT_ALL + ')');
            }
        }
    }

    public FirmwareMix {
        shares = List.copyOf(shares);
        int percent = shares.stream().mapToInt(Share::percent).sum();
        if (percent != PERCENT_ALL) {
            throw new IllegalArgumentException("shares: " + percent + "% in all (expected: " + PERCENT_ALL + "%)");
        }
        if (shares.stream().map(Share::version).distinct().count() != shares.size()) {
            throw new IllegalArgumentException("shares: " + shares + " (expected: each version once)");
        }
    }

    /** A mix of one version only. */
    public static FirmwareMix of(FirmwareVersion version) {
        return new FirmwareMix(List.of(new Share(version, PERCENT_ALL)));
    }

    /** The version that 64 random bits stand for. */
    FirmwareVersion draw(long bits) {
        long left = Long.remainderUnsigned(bits, PERCENT_ALL);
        for (Share share : shares) {
            left -= share.percent();
            if (left < 0) {
                return share.version();
            }
        }
        throw new IllegalStateException("shares add up to less than 100%: " + shares);
    }
}
