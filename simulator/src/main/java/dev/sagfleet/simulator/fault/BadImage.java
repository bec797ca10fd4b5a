package dev.sagfleet.simulator.fault;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.List;
import java.util.Optional;

/**
 * An image that does not work everywhere. A device that it does not work on it never works on, whatever is tried.
 *
 * @param version of the images that are meant; absent if one is meant by its digest
 * @param digest of the one image that is meant; absent if it is meant by its version
 * @param model that it does not work on; absent if that is so on any
 * @param from the version that devices started with on which it does not work; absent if that is so whatever it was
 * @param cohorts that devices are in on which it does not work: in all of these
 * @param rates which share of them has what fault
 */
public record BadImage(
        Optional<FirmwareVersion> version,
        Optional<Digest> digest,
        Optional<DeviceModel> model,
        Optional<FirmwareVersion> from,
        List<Cohort> cohorts,
        UpgradeFaultRates rates) {
    public BadImage {
        requireNonNull(model, "model");
        requireNonNull(from, "from");
        requireNonNull(rates, "rates");
        cohorts = List.copyOf(cohorts);
        if (version.isPresent() == digest.isPresent()) {
            throw new IllegalArgumentException(
                    "version, digest: " + version + ", " + digest + " (expected: one of them)");
        }
    }

    /** Whether this is said of an image. */
    boolean isOf(FirmwareVersion otherVersion, Digest otherDigest) {
        return version.map(otherVersion::equals).orElse(true)
                && digest.map(otherDigest::equals).orElse(true);
    }

    /**
     * Whether it is said of devices like this one.
     *
     * @param started the version that the device started with
     */
    public boolean isOn(DeviceModel otherModel, FirmwareVersion started, Place place) {
        return model.map(otherModel::equals).orElse(true)
                && from.map(started::equals).orElse(true)
                && cohorts.stream().allMatch(cohort -> cohort.has(place));
    }

    /** What it is drawn by: the same words about the same images are the same draw. */
    String name() {
        return version.map(FirmwareVersion::sortKey)
                .or(() -> digest.map(Digest::hex))
                .orElseThrow();
    }
}
