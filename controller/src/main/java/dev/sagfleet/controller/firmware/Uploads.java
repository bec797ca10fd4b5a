package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Images that are being uploaded, each under its digest. Its pieces come in order, from whoever sends them, and may come
 * over many connections and starts of the controller. Writes to the disk, so it belongs to a thread that may wait for it.
 */
public final class Uploads {
    /** The largest piece, in bytes; the API port takes no larger body than twice that. */
    public static final int PIECE_BYTES_MAX = 512 * 1024;

    /** The most that are there at a time. */
    public static final int UPLOADS_MAX = 8;

    /** How long one may stay of which nothing more comes. */
    public static final Duration PAUSE_MAX = Duration.ofHours(24);

    private final UploadFiles files;
    private final TreeMap<String, Upload> byDigest = new TreeMap<>();

    Uploads(UploadFiles files) throws IOException {
        this.files = files;
        files.readAll().forEach(upload -> byDigest.put(upload.digest().hex(), upload));
    }

    /** All, in the order of their digests. */
    Collection<Upload> all() {
        return List.copyOf(byDigest.values());
    }

    /**
     * Begins an upload, or goes on with the one of this image.
     *
     * @throws RejectedException if another description of the image was given before, there are too many uploads, or
     *     there is no room
     */
    Upload begin(Manifest manifest, Optional<SignedManifest> signed, long nowMillis) throws IOException {
        removeForgotten(nowMillis);
        Upload known = byDigest.get(manifest.digest().hex());
        if (known != null) {
            if (!known.manifest().equals(manifest) || !known.signed().equals(signed)) {
                throw new RejectedException(
                        Rejection.IMAGE_EXISTS,
                        "image " + manifest.digest() + " is being uploaded, and was said to be something else");
            }
            return known;
        }
        if (byDigest.size() >= UPLOADS_MAX) {
            throw new RejectedException(
                    Rejection.UPLOAD_LIMIT,
                    "found " + UPLOADS_MAX + " uploads, required fewer; give one up, or wait until it has paused for "
                            + PAUSE_MAX.toHours() + " h");
        }
        requireRoom(manifest.sizeBytes());
        var upload = new Upload(manifest, signed, 0, nowMillis);
        try {
            files.begin(upload);
        } catch (IOException e) {
            throw failed(upload, e);
        }
        byDigest.put(upload.digest().hex(), upload);
        return upload;
    }

    /** An upload that all others have room beside. */
    private void requireRoom(long sizeBytes) throws IOException {
        long promised = byDigest.values().stream()
                .mapToLong(upload -> upload.manifest().sizeBytes() - upload.offset())
                .sum();
        long free = Math.max(0, files.freeBytes() - promised);
        if (free < sizeBytes) {
            throw new RejectedException(Rejection.NO_SPACE, "found " + free + " bytes free, required " + sizeBytes);
        }
    }

    /**
     * Adds a piece.
     *
     * @throws RejectedException if there is no such upload, it does not go on there, or it would become larger than it
     *     was said to be or than there is room for; the last two end it
     */
    Upload append(Digest digest, long offset, ByteBuffer piece, long nowMillis) throws IOException {
        Upload upload = require(digest);
        if (offset != upload.offset()) {
            throw new RejectedException(
                    Rejection.UPLOAD_OFFSET, "offset: " + offset + " (expected: " + upload.offset() + ')');
        }
        int length = piece.remaining();
        if (length > upload.manifest().sizeBytes() - offset) {
            remove(digest);
            throw new RejectedException(
                    Rejection.INVALID_IMAGE,
                    "found more than " + upload.manifest().sizeBytes() + " bytes, required as many as were announced");
        }
        try {
            files.write(digest, offset, piece);
        } catch (IOException e) {
            throw failed(upload, e);
        }
        Upload longer = upload.at(offset + length, nowMillis);
        byDigest.put(digest.hex(), longer);
        return longer;
    }

    /**
     * An upload that has all of its bytes, and the right ones. It takes as long as to read them.
     *
     * @throws RejectedException if there is no such upload, something is missing, or it is another image; the last ends it
     */
    Upload requireWhole(Digest digest) throws IOException {
        Upload upload = require(digest);
        if (!upload.isWhole()) {
            throw new RejectedException(
                    Rejection.UPLOAD_OFFSET,
                    "found " + upload.offset() + " bytes, required "
                            + upload.manifest().sizeBytes());
        }
        Digest found;
        try (ImageContent bytes = files.open(digest)) {
            found = ContentDigest.of(bytes);
        }
        if (!found.equals(digest)) {
            remove(digest);
            throw new RejectedException(
                    Rejection.INVALID_IMAGE, "found bytes with the digest " + found + ", required " + digest);
        }
        files.force(digest);
        return upload;
    }

    /** What would only be in the way of the next attempt is removed. */
    private RuntimeException failed(Upload upload, IOException failure) throws IOException {
        if (!String.valueOf(failure.getMessage()).contains("No space left")) {
            throw failure;
        }
        remove(upload.digest());
        return new RejectedException(
                Rejection.NO_SPACE,
                "the disk is full after " + upload.offset() + " of "
                        + upload.manifest().sizeBytes() + " bytes, which are removed");
    }

    /** @throws RejectedException if there is no such upload */
    Upload require(Digest digest) {
        Upload upload = byDigest.get(digest.hex());
        if (upload == null) {
            throw unknown(digest);
        }
        return upload;
    }

    static RejectedException unknown(Digest digest) {
        return new RejectedException(Rejection.UPLOAD_NOT_FOUND, "no upload of " + digest);
    }

    /** Ends an upload; nothing of it stays. */
    void remove(Digest digest) throws IOException {
        byDigest.remove(digest.hex());
        files.remove(digest);
    }

    /** Ends those of which nothing has come for too long. */
    void removeForgotten(long nowMillis) throws IOException {
        for (Upload upload : all()) {
            if (nowMillis - upload.touchedMillis() > PAUSE_MAX.toMillis()) {
                remove(upload.digest());
            }
        }
    }

    void removeAll() throws IOException {
        for (Upload upload : all()) {
            remove(upload.digest());
        }
    }

    UploadFiles files() {
        return files;
    }
}
