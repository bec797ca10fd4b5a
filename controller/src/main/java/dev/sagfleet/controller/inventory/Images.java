package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import java.util.Optional;

/** The rules of the catalogue. */
public final class Images {
    /**
     * Adds an image. One that is there already, with the same manifest, stays as it is.
     *
     * @return the image as it is in the catalogue
     * @throws RejectedException if its bytes are in the catalogue with another manifest, one of its models has another
     *     image of this version, it was withdrawn, or there is no room
     */
    public static FirmwareImage add(Transaction transaction, FirmwareImage image) {
        Optional<FirmwareImage> known = requirePossible(transaction, image.manifest());
        if (known.isEmpty()) {
            transaction.images().save(image);
        }
        return known.orElse(image);
    }

    /**
     * Whether an image with this manifest could be added; nothing is changed.
     *
     * @return the image that is in the catalogue already
     * @throws RejectedException as {@link #add} throws it
     */
    public static Optional<FirmwareImage> requirePossible(Reading reading, Manifest manifest) {
        Optional<FirmwareImage> known = reading.images().find(manifest.digest());
        known.ifPresent(there -> requireSame(manifest, there));
        for (DeviceModel model : manifest.models()) {
            reading.images()
                    .find(model, manifest.version())
                    .filter(other -> !other.digest().equals(manifest.digest()))
                    .ifPresent(other -> {
                        throw Rejection.IMAGE_EXISTS.because(model.label() + ' ' + manifest.version()
                                + ": found image " + manifest.digest() + ", required " + other.digest()
                                + " as in the catalogue");
                    });
        }
        if (known.isEmpty() && reading.images().all().size() >= FirmwareImage.IMAGES_MAX) {
            throw Rejection.IMAGE_LIMIT.because(
                    "found " + FirmwareImage.IMAGES_MAX + " images, required fewer than that");
        }
        return known;
    }

    private static void requireSame(Manifest said, FirmwareImage known) {
        Manifest kept = known.manifest();
        String what = "image " + said.digest() + ": ";
        if (!said.models().equals(kept.models()) || !said.version().equals(kept.version())) {
            requireSame(what, title(said), title(kept));
        }
        if (!said.minimumVersion().equals(kept.minimumVersion())) {
            requireSame(what + "minimum version ", text(said.minimumVersion()), text(kept.minimumVersion()));
        }
        requireSame(what + "security index ", said.securityIndex(), kept.securityIndex());
        requireSame(what + "key ", said.keyId(), kept.keyId());
        requireSame(what + "withdrawn keys ", said.withdrawnKeys(), kept.withdrawnKeys());
        if (!known.isAvailable()) {
            throw Rejection.IMAGE_WITHDRAWN.because(
                    "image " + said.digest() + " of " + title(kept) + ": found withdrawn, required another version");
        }
    }

    private static <T> void requireSame(String what, T said, T kept) {
        if (!said.equals(kept)) {
            throw Rejection.IMAGE_EXISTS.because(
                    what + "found " + said + ", required " + kept + " as in the catalogue");
        }
    }

    private static String text(Optional<FirmwareVersion> version) {
        return version.map(FirmwareVersion::toString).orElse("none");
    }

    private static String title(Manifest manifest) {
        return String.join(
                        ", ", manifest.models().stream().map(DeviceModel::label).toList())
                + ' '
                + manifest.version();
    }

    /**
     * Withdraws an image for good; one that is withdrawn stays so.
     *
     * @throws RejectedException if there is no such image
     */
    public static FirmwareImage withdraw(Transaction transaction, Digest digest) {
        FirmwareImage withdrawn = transaction.images().require(digest).withdrawn();
        transaction.images().save(withdrawn);
        return withdrawn;
    }

    private Images() {}
}
