package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * The nonces of the signed requests that could still be replayed: those whose timestamp is within the
 * window. Safe for many threads.
 *
 * <p>It forgets by the minute and holds a fingerprint of each nonce, about 80 bytes however long the nonce.
 * Full, it turns requests away rather than forget a nonce that counts.
 */
public final class Nonces {
    /** How far the timestamp of a request may be from the server's time, before or after. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    /** Nonces that are remembered unless the caller says otherwise: 1,100 requests per second, sustained. */
    public static final int NONCES_MAX = 1_000_000;

    // Callers read their clocks a little apart, so a slice outlives its minute by another one.
    private static final long SLICE_SECONDS = 60;
    private static final long SLICE_LIFE_SECONDS = 2 * SLICE_SECONDS;

    private final int noncesMax;
    private final Duration window;
    // Epoch second of the beginning of a minute -> fingerprints of the nonces that expire in it.
    private final TreeMap<Long, Set<Fingerprint>> slices = new TreeMap<>();
    private int size;

    /**
     * Remembers none yet.
     *
     * @param noncesMax nonces to remember at once; at least 1
     * @param window how far the timestamp of a request may be from the server's time, before or after
     */
    public Nonces(int noncesMax, Duration window) {
        if (noncesMax < 1) {
            throw new IllegalArgumentException("noncesMax: " + noncesMax + " (expected: >= 1)");
        }
        this.noncesMax = noncesMax;
        this.window = window;
    }

    /**
     * Takes the nonce of a request whose signature is right.
     *
     * @param timestamp of the request, within the window around {@code now}
     * @throws ApiException if the key used this nonce before, or there is no room to remember it
     */
    public synchronized void use(String accessKeyId, String nonce, Instant timestamp, Instant now) {
        forgetUntil(now);
        Fingerprint fingerprint = Fingerprint.of(accessKeyId, nonce);
        if (slices.values().stream().anyMatch(slice -> slice.contains(fingerprint))) {
            throw GatewayError.SIGNATURE_NONCE_USED.exception();
        }
        if (size >= noncesMax) {
            throw GatewayError.THROTTLING.exception("found " + size + " nonces that are still in use");
        }
        long expiry = timestamp.plus(window).getEpochSecond();
        slices.computeIfAbsent(expiry - Math.floorMod(expiry, SLICE_SECONDS), minute -> new HashSet<>())
                .add(fingerprint);
        size++;
    }

    private void forgetUntil(Instant now) {
        while (!slices.isEmpty() && slices.firstKey() + SLICE_LIFE_SECONDS < now.getEpochSecond()) {
            size -= slices.pollFirstEntry().getValue().size();
        }
    }

    /** The first half of a SHA-256. Two nonces that share one cannot be made on purpose. */
    private record Fingerprint(long high, long low) {
        static Fingerprint of(String accessKeyId, String nonce) {
            String text = accessKeyId.length() + ":" + accessKeyId + nonce;
            ByteBuffer hash = ByteBuffer.wrap(Digests.sha256(ByteBuffer.wrap(text.getBytes(UTF_8))));
            return new Fingerprint(hash.getLong(), hash.getLong());
        }
    }
}
