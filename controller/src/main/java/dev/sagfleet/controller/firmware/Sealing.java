package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Images;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Store;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes images of uploads that have come whole: the bytes first take their place among those of images, and then the
 * store knows of them. Belongs to the work on files.
 */
final class Sealing {
    private final Store store;
    private final SigningKeys keys;
    private final ImageFiles files;
    private final Uploads uploads;
    private final Work work;

    /** Images whose bytes are in their place, and which the store may not know yet. */
    private final Map<Digest, CompletableFuture<FirmwareImage>> coming = new HashMap<>();

    Sealing(Store store, SigningKeys keys, ImageFiles files, Uploads uploads, Work work) {
        this.store = store;
        this.keys = keys;
        this.files = files;
        this.uploads = uploads;
        this.work = work;
    }

    /** Seals an upload, once for all who ask for it; it stays an upload if the store could not do it. */
    CompletionStage<FirmwareImage> seal(Digest digest, long nowMillis) throws IOException {
        CompletableFuture<FirmwareImage> begun = coming.get(digest);
        return begun == null ? begin(digest, nowMillis) : begun;
    }

    private CompletionStage<FirmwareImage> begin(Digest digest, long nowMillis) throws IOException {
        Upload whole = uploads.requireWhole(digest);
        SignedManifest signed = whole.signed().orElseGet(() -> keys.sign(whole.manifest()));
        FirmwareImage image = FirmwareImage.of(signed, Optional.empty(), FirmwareImage.State.AVAILABLE, nowMillis);
        var outcome = new CompletableFuture<FirmwareImage>();
        files.take(uploads.files().bytes(digest), digest);
        coming.put(digest, outcome);
        store.write(transaction -> Images.add(transaction, image))
                .whenComplete((added, failure) -> work.runAnyway(() -> {
                            if (failure == null) {
                                uploads.remove(digest);
                            } else {
                                takeBack(digest, Store.causeOf(failure));
                            }
                            return coming.remove(digest);
                        })
                        .whenComplete((removed, other) -> {
                            if (failure == null) {
                                outcome.complete(added);
                            } else {
                                outcome.completeExceptionally(failure);
                            }
                        }));
        return outcome;
    }

    private void takeBack(Digest digest, Throwable cause) throws IOException {
        files.giveBack(digest, uploads.files().bytes(digest));
        if (cause instanceof RejectedException) {
            uploads.remove(digest); // another image of this version came first
        }
    }

    /** Images whose bytes are not to be removed, though the store does not know them. */
    Set<Digest> coming() {
        return Set.copyOf(coming.keySet());
    }
}
