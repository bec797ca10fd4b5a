package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes the bytes of an image: seconds for each GiB, so not on an event loop. */
final class ContentDigest {
    private static final int PIECE_BYTES = 64 * 1024;

    /**
     * The digest of all bytes.
     *
     * @throws InterruptedIOException if the thread is interrupted, since whoever wants to know it leaves
     */
    static Digest of(ImageContent content) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        for (long position = 0; position < content.sizeBytes(); position += piece.limit()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("hashed " + position + " of " + content.sizeBytes() + " bytes");
            }
            piece.clear().limit((int) Math.min(PIECE_BYTES, content.sizeBytes() - position));
            content.read(position, piece);
            digest.update(piece.flip());
        }
        return Digest.of(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private ContentDigest() {}
}
