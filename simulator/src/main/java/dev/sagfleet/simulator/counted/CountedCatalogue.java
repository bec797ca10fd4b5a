package dev.sagfleet.simulator.counted;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.controller.firmware.FirmwareKey;
import dev.sagfleet.controller.firmware.ImageDescription;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Images;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The images of a controller that nobody makes the bytes of: their digests are those of what they are. */
public final class CountedCatalogue {
    private final Store store;
    private final SigningKeys keys;

    public CountedCatalogue(Store store, SigningKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** What devices are to know, to check what is signed here. */
    public List<FirmwareKey> keys() {
        return keys.publicKeys();
    }

    /**
     * Makes an image, and signs it. One that was made before stays as it is.
     *
     * @param chosen by whoever wants another digest for the same version and models
     * @return fails with a {@link dev.sagfleet.controller.inventory.RejectedException} if there can be no such image
     */
    public CompletionStage<FirmwareImage> build(
            ImageDescription description, long sizeBytes, long chosen, long nowMillis) {
        Manifest manifest = description.manifest(sizeBytes, digest(description, sizeBytes, chosen));
        FirmwareImage image =
                FirmwareImage.of(keys.sign(manifest), Optional.of(chosen), FirmwareImage.State.AVAILABLE, nowMillis);
        return store.write(transaction -> Images.add(transaction, image));
    }

    /**
     * Adds an image that somebody else has made, under a key of this catalogue; that of others it withdraws no more.
     *
     * @return fails with a {@link dev.sagfleet.controller.inventory.RejectedException} if there can be no such image
     */
    public CompletionStage<FirmwareImage> add(Manifest made, FirmwareImage.State state, long nowMillis) {
        var own = new Manifest(
                made.models(),
                made.version(),
                made.sizeBytes(),
                made.digest(),
                made.minimumVersion(),
                made.securityIndex(),
                SigningKeys.PRIMARY,
                List.of());
        FirmwareImage image = FirmwareImage.of(keys.sign(own), Optional.empty(), state, nowMillis);
        return store.write(transaction -> Images.add(transaction, image));
    }

    private static Digest digest(ImageDescription description, long sizeBytes, long chosen) {
        return Digest.ofText("counted " + description.models() + ' '
                + description.version().sortKey() + ' ' + sizeBytes + ' ' + chosen);
    }

    /** Withdraws an image for good. */
    public CompletionStage<FirmwareImage> withdraw(Digest digest) {
        return store.write(transaction -> Images.withdraw(transaction, digest));
    }
}
