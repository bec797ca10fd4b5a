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
        Optional<FirmwareImage> known = requirePossible(transaction, image);
        if (known.isEmpty()) {
            transaction.images().save(image);
        }
        return known.orElse(image);
    }

    /**
     * Whether an image could be added; nothing is changed.
     *
     * @return the image that is in the catalogue already
     * @throws RejectedException as {@link #add} throws it
     */
    public static Optional<FirmwareImage> requirePossible(Reading reading, FirmwareImage image) {
        Optional<FirmwareImage> known = reading.images().find(image.digest());
        known.ifPresent(there -> requireSame(image, there));
        for (DeviceModel model : image.models()) {
            reading.images()
                    .find(model, image.version())
                    .filter(other -> !other.digest().equals(image.digest()))
                    .ifPresent(other -> {
                        throw Rejection.IMAGE_EXISTS.because(model.label() + ' ' + image.version() + ": found image "
                                + image.digest() + ", required " + other.digest() + " as in the catalogue");
                    });
        }
        if (known.isEmpty() && reading.images().all().size() >= FirmwareImage.IMAGES_MAX) {
            throw Rejection.IMAGE_LIMIT.because(
                    "found " + FirmwareImage.IMAGES_MAX + " images, required fewer than that");
        }
        return known;
    }

    private static void requireSame(FirmwareImage image, FirmwareImage known) {
        Manifest said = image.manifest();
        Manifest kept = known.manifest();
        String what = "image " + image.digest() + ": ";
        requireSame(what, title(image), title(known));
        requireSame(what + "minimum version ", text(said.minimumVersion()), text(kept.minimumVersion()));
        requireSame(what + "security index ", said.securityIndex(), kept.securityIndex());
        requireSame(what + "key ", said.keyId(), kept.keyId());
        requireSame(what + "withdrawn keys ", said.withdrawnKeys(), kept.withdrawnKeys());
        if (!known.isAvailable()) {
            throw Rejection.IMAGE_WITHDRAWN.because("image " + image.digest() + " of " + title(known)
                    + ": found withdrawn, required another version");
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

    private static String title(FirmwareImage image) {
        return String.join(
                        ", ", image.models().stream().map(DeviceModel::label).toList())
                + ' ' + image.version();
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
