package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.FirmwareImage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What some manifests say that were lately read, so that an order, which takes one with it, does not read its text. It is asked
 * by the texts themselves, so it is right whatever is taken back. Thread-safe.
 */
final class KnownImages {
    private static final int IMAGES_MAX = 64;

    private final Map<String, FirmwareImage> byManifest = new LinkedHashMap<>(16, 0.75f, true);

    /** The image of which a signed manifest speaks, and the rest as it stands beside that. */
    FirmwareImage image(
            String manifest, String signature, Optional<Long> seed, FirmwareImage.State state, long createdMillis) {
        FirmwareImage known = known(manifest);
        if (known != null && known.signed().signature().equals(signature)) {
            return new FirmwareImage(known.manifest(), known.signed(), seed, state, createdMillis);
        }
        FirmwareImage read = FirmwareImage.of(new SignedManifest(manifest, signature), seed, state, createdMillis);
        add(read);
        return read;
    }

    private synchronized @Nullable FirmwareImage known(String manifest) {
        return byManifest.get(manifest);
    }

    private synchronized void add(FirmwareImage image) {
        byManifest.put(image.signed().manifest(), image);
        if (byManifest.size() > IMAGES_MAX) {
            Iterator<FirmwareImage> eldest = byManifest.values().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
