package dev.sagfleet.agent.download;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.protocol.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * SHA-256 whose state can be written down and gone on from after a power cut, which that of the Java runtime cannot. The
 * text of a state has the eight words of the hash and what the last block has of its bytes, in Base64.
 *
 * @see <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4, section 6.2</a>
 */
final class Sha256 {
    private static final int BLOCK_BYTES = 64;
    private static final int LENGTH_AT = BLOCK_BYTES - Long.BYTES;
    private static final int WORDS = 8;
    private static final int STATE_BYTES = WORDS * Integer.BYTES;
    private static final int ROUNDS = 64;

    /** The first 32 bits of the fractional parts of the square roots of the first 8 primes. */
    private static final int[] START = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    /** Those of the cube roots of the first 64. */
    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private final int[] hash;
    private final int[] schedule = new int[ROUNDS];
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    private long bytes;

    private Sha256(int[] hash) {
        this.hash = hash;
    }

    /** That of no bytes. */
    static Sha256 start() {
        return new Sha256(START.clone());
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
        int rest = (int) (checkpoint.bytes() % BLOCK_BYTES);
        if (state.length != STATE_BYTES + rest) {
            throw new IllegalArgumentException(
                    "hashState: " + state.length + " bytes (expected: " + (STATE_BYTES + rest) + ')');
        }
        ByteBuffer read = ByteBuffer.wrap(state);
        int[] hash = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            hash[i] = read.getInt();
        }
        Sha256 restored = new Sha256(hash);
        restored.block.put(read);
        restored.bytes = checkpoint.bytes();
        return restored;
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

    /** Hashes all that remains in a buffer of bytes, which are in the usual order. */
    void update(ByteBuffer more) {
        bytes += more.remaining();
        if (block.position() > 0) {
            while (block.hasRemaining() && more.hasRemaining()) {
                block.put(more.get());
            }
            if (block.hasRemaining()) {
                return;
            }
            compress(block, 0);
            block.clear();
        }
        int at = more.position();
        for (; more.limit() - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
            compress(more, at);
        }
        more.position(at);
        block.put(more);
    }

    /** How it goes on from here. */
    Checkpoint checkpoint() {
        if (bytes == 0) {
            return Checkpoint.START;
        }
        ByteBuffer state = ByteBuffer.allocate(STATE_BYTES + block.position());
        for (int word : hash) {
            state.putInt(word);
        }
        state.put(block.array(), 0, block.position());
        return new Checkpoint(bytes, Base64.getEncoder().encodeToString(state.array()));
    }

    /** The digest of the bytes so far. It is of no use after that. */
    Digest finish() {
        block.put((byte) 0x80);
        if (block.position() > LENGTH_AT) {
            pad(BLOCK_BYTES);
            compress(block, 0);
            block.clear();
        }
        pad(LENGTH_AT);
        block.putLong(bytes * Byte.SIZE);
        compress(block, 0);
        ByteBuffer digest = ByteBuffer.allocate(STATE_BYTES);
        for (int word : hash) {
            digest.putInt(word);
        }
        return Digest.of(digest.array());
    }

    private void pad(int to) {
        Arrays.fill(block.array(), block.position(), to, (byte) 0);
        block.position(to);
    }

    /** Takes in 64 bytes. */
    private void compress(ByteBuffer from, int at) {
        int[] w = schedule;
        for (int i = 0; i < 16; i++) {
            w[i] = from.getInt(at + i * Integer.BYTES);
        }
        for (int i = 16; i < ROUNDS; i++) {
            int s0 = Integer.rotateRight(w[i - 15], 7) ^ Integer.rotateRight(w[i - 15], 18) ^ (w[i - 15] >>> 3);
            int s1 = Integer.rotateRight(w[i - 2], 17) ^ Integer.rotateRight(w[i - 2], 19) ^ (w[i - 2] >>> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        int a = hash[0];
        int b = hash[1];
        int c = hash[2];
        int d = hash[3];
        int e = hash[4];
        int f = hash[5];
        int g = hash[6];
        int h = hash[7];
        // Eight rounds at a time, so that no word has to be moved from one name to the next: this is what all costs.
        for (int i = 0; i < ROUNDS; i += 8) {
            h += sum1(e) + choice(e, f, g) + K[i] + w[i];
            d += h;
            h += sum0(a) + majority(a, b, c);
            g += sum1(d) + choice(d, e, f) + K[i + 1] + w[i + 1];
            c += g;
            g += sum0(h) + majority(h, a, b);
            f += sum1(c) + choice(c, d, e) + K[i + 2] + w[i + 2];
            b += f;
            f += sum0(g) + majority(g, h, a);
            e += sum1(b) + choice(b, c, d) + K[i + 3] + w[i + 3];
            a += e;
            e += sum0(f) + majority(f, g, h);
            d += sum1(a) + choice(a, b, c) + K[i + 4] + w[i + 4];
            h += d;
            d += sum0(e) + majority(e, f, g);
            c += sum1(h) + choice(h, a, b) + K[i + 5] + w[i + 5];
            g += c;
            c += sum0(d) + majority(d, e, f);
            b += sum1(g) + choice(g, h, a) + K[i + 6] + w[i + 6];
            f += b;
            b += sum0(c) + majority(c, d, e);
            a += sum1(f) + choice(f, g, h) + K[i + 7] + w[i + 7];
            e += a;
            a += sum0(b) + majority(b, c, d);
        }
        hash[0] += a;
        hash[1] += b;
        hash[2] += c;
        hash[3] += d;
        hash[4] += e;
        hash[5] += f;
        hash[6] += g;
        hash[7] += h;
    }

    private static int sum0(int x) {
        return Integer.rotateRight(x, 2) ^ Integer.rotateRight(x, 13) ^ Integer.rotateRight(x, 22);
    }

    private static int sum1(int x) {
        return Integer.rotateRight(x, 6) ^ Integer.rotateRight(x, 11) ^ Integer.rotateRight(x, 25);
    }

    private static int choice(int x, int y, int z) {
        return (x & (y ^ z)) ^ z;
    }

    private static int majority(int x, int y, int z) {
        return (x & y) | (z & (x | y));
    }
}
