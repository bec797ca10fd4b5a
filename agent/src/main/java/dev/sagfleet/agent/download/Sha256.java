package dev.sagfleet.agent.download;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.protocol.Digest;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * SHA-256 whose state can be written down and gone on from after a power cut, which that of the Java runtime cannot. The
 * text of a state is that of Bouncy Castle, in Base64.
 */
final class Sha256 {
    /** What is read of the network at once fits in, mostly. */
    private static final int COPIED_BYTES = 8 << 10;

    /** Where a state has the count of bytes, and of the words of its last block, which come last but for one byte. */
    private static final int BYTES_AT = 8;

    private static final int BLOCK_WORDS_AT = 48;
    private static final int BLOCK_AT = 52;
    private static final int BLOCK_WORDS = 16;

    private final SHA256Digest hash;
    private final byte[] copied = new byte[COPIED_BYTES];
    private long bytes;

    private Sha256(SHA256Digest hash, long bytes) {
        this.hash = hash;
        this.bytes = bytes;
    }

    /** That of no bytes. */
    static Sha256 start() {
        return new Sha256(new SHA256Digest(), 0);
    }

    /**
     * That which {@link #checkpoint} wrote down.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Sha256 from(Checkpoint checkpoint) {
        if (checkpoint.equals(Checkpoint.START)) {
            return start();
        }
        byte[] state = Base64.getDecoder().decode(checkpoint.hashState());
        if (!isState(ByteBuffer.wrap(state), checkpoint.bytes())) {
            throw new IllegalArgumentException(
                    "hashState: " + state.length + " bytes (expected: that after " + checkpoint.bytes() + " bytes)");
        }
        return new Sha256(new SHA256Digest(state), checkpoint.bytes());
    }

    /** The library takes whatever it is given for a state, and fails on it or counts on from there. */
    private static boolean isState(ByteBuffer state, long bytes) {
        return state.remaining() > BLOCK_AT
                && state.getLong(BYTES_AT) == bytes
                && state.getInt(Integer.BYTES) == bytes % Integer.BYTES
                && state.getInt(BLOCK_WORDS_AT) == bytes / Integer.BYTES % BLOCK_WORDS
                && state.remaining() == BLOCK_AT + state.getInt(BLOCK_WORDS_AT) * Integer.BYTES + 1;
    }

    /** That which was written down; or that of no bytes, where what was is of no use. */
    static Sha256 resumed(Checkpoint checkpoint) {
        try {
            return from(checkpoint);
        } catch (IllegalArgumentException e) {
            return start();
        }
    }

    /** How many bytes have been hashed. */
    long bytes() {
        return bytes;
    }

    /** Hashes all that remains in a buffer. */
    void update(ByteBuffer more) {
        bytes += more.remaining();
        if (more.hasArray()) {
            hash.update(more.array(), more.arrayOffset() + more.position(), more.remaining());
            more.position(more.limit());
        }
        while (more.hasRemaining()) {
            int piece = Math.min(more.remaining(), COPIED_BYTES);
            more.get(copied, 0, piece);
            hash.update(copied, 0, piece);
        }
    }

    /** How it goes on from here. */
    Checkpoint checkpoint() {
        return bytes == 0
                ? Checkpoint.START
                : new Checkpoint(bytes, Base64.getEncoder().encodeToString(hash.getEncodedState()));
    }

    /** The digest of the bytes so far. It is of no use after that. */
    Digest finish() {
        byte[] digest = new byte[hash.getDigestSize()];
        hash.doFinal(digest, 0);
        return Digest.of(digest);
    }
}
