package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.List;
import java.util.Optional;

/** The catalogue of firmware images: at most {@link FirmwareImage#IMAGES_MAX}. */
public interface ImageRepository {
    Optional<FirmwareImage> find(Digest digest);

    /** The images of a version, whichever models they are for, withdrawn ones too; in the order of {@link FirmwareImage#place}. */
    List<FirmwareImage> of(FirmwareVersion version);

    /** All in that order, withdrawn ones too. */
    List<FirmwareImage> all();

    /** The image of a version for a model, of which there is one at most; perhaps a withdrawn one. */
    default Optional<FirmwareImage> find(DeviceModel model, FirmwareVersion version) {
        for (FirmwareImage image : of(version)) {
            if (image.isFor(model)) {
                return Optional.of(image);
            }
        }
        return Optional.empty();
    }

    /** The image with the highest version for a model, among those that were not withdrawn. */
    default Optional<FirmwareImage> newest(DeviceModel model) {
        return all().stream()
                .filter(image -> image.isAvailable() && image.isFor(model))
                .reduce((earlier, later) -> later);
    }

    /**
     * An image that must be there.
     *
     * @throws RejectedException if there is no such image
     */
    default FirmwareImage require(Digest digest) {
        return find(digest).orElseThrow(() -> Rejection.IMAGE_NOT_FOUND.because("no image " + digest));
    }

    /** The same in a transaction. */
    interface Writable extends ImageRepository {
        /** Adds an image, or replaces the one that has its digest. */
        void save(FirmwareImage image);
    }
}
