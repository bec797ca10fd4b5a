package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Images;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The images of a controller, with all that is done to them. Safe for many threads: what has to wait for the disk or the
 * processor is done on threads of its own.
 *
 * <p>Stages fail with a {@link RejectedException} for what the caller is to be told.
 */
public final class Catalogue {
    private final Store store;
    private final SigningKeys keys;
    private final ImageFiles files;
    private final Uploads uploads;
    private final Work fileWork;
    private final Work buildWork;

    private final Sealing sealing;

    private Catalogue(Store store, SigningKeys keys, ImageFiles files, Uploads uploads, Work fileWork, Work buildWork) {
        this.store = store;
        this.keys = keys;
        this.files = files;
        this.uploads = uploads;
        this.fileWork = fileWork;
        this.buildWork = buildWork;
        sealing = new Sealing(store, keys, files, uploads, fileWork);
    }

    /** The catalogue of a store, with what was uploaded before. */
    public static Catalogue open(Store store, SigningKeys keys, ImageFolder folder, Work fileWork, Work buildWork)
            throws IOException {
        return new Catalogue(store, keys, folder.images(), new Uploads(folder.uploads()), fileWork, buildWork);
    }

    /** What devices are to know, to check what is signed here. */
    public List<FirmwareKey> keys() {
        return keys.publicKeys();
    }

    /**
     * Makes an image of a seed, and signs it. One that was made before stays as it is.
     *
     * @param chosen by whoever wants other bytes for the same version and models
     */
    public CompletionStage<FirmwareImage> build(
            ImageDescription description, long sizeBytes, long chosen, long nowMillis) {
        long seed = description.seed(chosen);
        return store.read(reading -> made(reading, description, seed, sizeBytes))
                .thenCompose(known -> known.isPresent()
                        ? add(description.manifest(sizeBytes, known.get()), seed, nowMillis)
                        : buildWork
                                .run(() -> ContentDigest.of(ImageContent.ofSeed(seed, sizeBytes)))
                                .thenCompose(digest -> add(description.manifest(sizeBytes, digest), seed, nowMillis)));
    }

    /** The digest of an image that was made in the same way, which then need not be found out once more. */
    private static Optional<Digest> made(Reading reading, ImageDescription description, long seed, long sizeBytes) {
        return reading.images().of(description.version()).stream()
                .filter(image -> image.seed().equals(Optional.of(seed)) && image.sizeBytes() == sizeBytes)
                .map(FirmwareImage::digest)
                .findFirst();
    }

    private CompletionStage<FirmwareImage> add(Manifest manifest, long seed, long nowMillis) {
        return add(keys.sign(manifest), Optional.of(seed), nowMillis);
    }

    private CompletionStage<FirmwareImage> add(SignedManifest signed, Optional<Long> seed, long nowMillis) {
        FirmwareImage image = FirmwareImage.of(signed, seed, FirmwareImage.State.AVAILABLE, nowMillis);
        return store.write(transaction -> Images.add(transaction, image));
    }

    /**
     * An upload, or the image that it would become and that is there already.
     *
     * @param image absent if bytes are wanted
     */
    public record Begun(Upload upload, Optional<FirmwareImage> image) {}

    /**
     * Begins an upload, or goes on with the one of this image.
     *
     * @param signed the manifest as somebody else has signed it; absent if the controller is to sign it
     */
    public CompletionStage<Begun> begin(Manifest manifest, Optional<SignedManifest> signed, long nowMillis) {
        if (signed.isPresent()) {
            keys.requireSigned(manifest, signed.get());
        } else {
            keys.requireKey(manifest.keyId());
        }
        return store.read(reading -> Images.requirePossible(reading, manifest))
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedFuture(
                                new Begun(new Upload(manifest, signed, manifest.sizeBytes(), nowMillis), known))
                        : fileWork.run(() -> new Begun(uploads.begin(manifest, signed, nowMillis), known)));
    }

    /** Adds a piece to an upload; it must be where the one before has ended. */
    public CompletionStage<Upload> append(Digest digest, long offset, ByteBuffer piece, long nowMillis) {
        return fileWork.run(() -> uploads.append(digest, offset, piece, nowMillis));
    }

    public CompletionStage<Upload> upload(Digest digest) {
        return fileWork.run(() -> uploads.require(digest));
    }

    /** All uploads that go on, in the order of their digests. */
    public CompletionStage<List<Upload>> uploads() {
        return fileWork.run(() -> List.copyOf(uploads.all()));
    }

    /** Ends an upload; nothing of it stays. */
    public CompletionStage<Upload> giveUp(Digest digest) {
        return fileWork.run(() -> {
            Upload ended = uploads.require(digest);
            uploads.remove(digest);
            return ended;
        });
    }

    /**
     * Makes an image of an upload that has come whole; it stays an upload if that fails for now. An image that it has
     * become already is found.
     */
    public CompletionStage<FirmwareImage> seal(Digest digest, long nowMillis) {
        return fileWork.run(() -> sealing.seal(digest, nowMillis))
                .thenCompose(image -> image)
                .exceptionallyCompose(failure -> isUnknown(Store.causeOf(failure))
                        ? store.read(reading -> become(reading, digest))
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isUnknown(Throwable cause) {
        return cause instanceof RejectedException rejected && rejected.rejection() == Rejection.UPLOAD_NOT_FOUND;
    }

    private static FirmwareImage become(Reading reading, Digest digest) {
        return reading.images()
                .find(digest)
                .filter(FirmwareImage::isAvailable)
                .orElseThrow(() -> Uploads.unknown(digest));
    }

    /** Withdraws an image for good. Its bytes go; whoever is reading them reads on. */
    public CompletionStage<FirmwareImage> withdraw(Digest digest) {
        return store.write(transaction -> Images.withdraw(transaction, digest))
                .thenCompose(withdrawn -> fileWork.run(() -> {
                    files.remove(digest);
                    return withdrawn;
                }));
    }

    /**
     * The bytes of an image, for one reader.
     *
     * @throws IOException if they are not there
     */
    public ImageContent open(FirmwareImage image) throws IOException {
        return image.seed().isPresent()
                ? ImageContent.ofSeed(image.seed().get(), image.sizeBytes())
                : files.open(image.digest());
    }

    /**
     * Removes what belongs to no image: after a start, and when everything was taken away.
     *
     * @return how many images have their bytes in files
     */
    public CompletionStage<Integer> tidy() {
        return store.read(reading -> reading.images().all())
                .thenCompose(images -> fileWork.runAnyway(() -> {
                    Set<Digest> kept = new HashSet<>(sealing.coming());
                    images.stream()
                            .filter(image -> image.isAvailable() && image.seed().isEmpty())
                            .map(FirmwareImage::digest)
                            .forEach(kept::add);
                    files.keepOnly(kept);
                    return kept.size();
                }));
    }

    /** Ends all uploads, and removes what belongs to no image. */
    public CompletionStage<Integer> reset() {
        return fileWork.runAnyway(() -> {
                    uploads.removeAll();
                    return true;
                })
                .thenCompose(removed -> tidy());
    }

    /** Ends the uploads of which nothing has come for too long. */
    public CompletionStage<Integer> removeForgotten(long nowMillis) {
        return fileWork.run(() -> {
            int before = uploads.all().size();
            uploads.removeForgotten(nowMillis);
            return before - uploads.all().size();
        });
    }

    /** What a request is told that asks for more at once than is done. */
    static RejectedException busy() {
        return new RejectedException(Rejection.IMAGE_BUSY, "found too much to do, required to ask again later");
    }
}
