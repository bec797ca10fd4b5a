package dev.sagfleet.controller.rolloutcheck;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout would do. Source: rollout rule R20.
 *
 * @param members devices that would get the image
 * @param alreadyThere devices that match and run it
 * @param membership digest of who gets which image: what a person agrees to
 * @param waves in their order, empty ones too
 * @param detection the smallest failure rate, as a part of 1, that the first wave sees with a probability of 95 %; absent
 *     without members
 * @param forecast absent without members
 * @param openings for each zone of members; none without a window
 * @param irreversible devices that cannot go back to what they run: their image, or what they have committed, forbids it
 * @param unknownBefore devices of which nobody knows what they run, so nor whether they can go back
 * @param findings what is wrong first
 */
public record CheckReport(
        RolloutPolicy policy,
        int members,
        int alreadyThere,
        Digest membership,
        List<Filter> filters,
        List<WaveReport> waves,
        Optional<Double> detection,
        Optional<Forecast> forecast,
        List<Openings> openings,
        List<SerialNumber> irreversible,
        int unknownBefore,
        List<Finding> findings) {
    public CheckReport {
        requireNonNull(policy, "policy");
        requireNonNull(membership, "membership");
        filters = List.copyOf(filters);
        waves = List.copyOf(waves);
        requireNonNull(detection, "detection");
        requireNonNull(forecast, "forecast");
        openings = List.copyOf(openings);
        irreversible = List.copyOf(irreversible);
        findings = List.copyOf(findings);
    }

    /** Whether nothing is known why it could not go well. */
    public boolean isSound() {
        return findings.stream().noneMatch(Finding::isUnsound);
    }
}
