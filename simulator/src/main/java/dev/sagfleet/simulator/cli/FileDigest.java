package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of what stands in a file. */
final class FileDigest {
    private static final int PIECE_BYTES = 64 * 1024;

    static Digest of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
                digest.update(piece, 0, count);
            }
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

    private FileDigest() {}
}
