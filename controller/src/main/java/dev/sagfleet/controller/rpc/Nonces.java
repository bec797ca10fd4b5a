package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The nonces of the signed requests that could still be replayed: those whose timestamp is within the
 * window. Safe for many threads.
 *
 * <p>It holds a hash of each nonce, some 16 bytes however long the nonce, and forgets a slice of time at once.
 * A slice is forgotten when the wall clock says that all of it has expired and as much time has really passed,
 * so that a clock that goes forth and back changes nothing. Whatever could belong to a slice that is forgotten
 * is refused, in case the clock is set back for good. Full, it turns requests away rather than forget a nonce
 * that counts.
 */
public final class Nonces {
    /** How far the timestamp of a request may be from the server's time, before or after. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    /** What one takes of the heap, about, while it is remembered. */
    public static final int BYTES_PER_NONCE = 16;

    private static final int SLICES_PER_WINDOW = 5;

    // Callers read their clocks a little apart, so a slice outlives its last nonce a little.
    private static final long GRACE_SECONDS = 60;

    private final int noncesMax;
    private final long windowSeconds;
    private final long sliceSeconds;
    private final NonceLog log;
    private final LongSupplier nanos;
    private final long seed;

    // By the epoch second of its beginning, the hashes of the nonces that expire in a slice of time.
    private final TreeMap<Long, Slice> slices = new TreeMap<>();
    private int size;
    private long forgottenBefore = Long.MIN_VALUE;
    private long turnedAway;

    private static final class Slice {
        final NonceSet hashes;
        long neededUntilNanos;

        Slice(NonceSet hashes, long neededUntilNanos) {
            this.hashes = hashes;
            this.neededUntilNanos = neededUntilNanos;
        }
    }

    /**
     * Remembers none yet.
     *
     * @param noncesMax nonces to remember at once; at least 1
     * @param window how far the timestamp of a request may be from the server's time, before or after
     * @param log told of each
     * @param nanos time that passes whatever becomes of the wall clock
     * @param seed that nobody knows who chooses nonces
     */
    public Nonces(int noncesMax, Duration window, NonceLog log, LongSupplier nanos, long seed) {
        if (noncesMax < 1) {
            throw new IllegalArgumentException("noncesMax: " + noncesMax + " (expected: >= 1)");
        }
        this.noncesMax = noncesMax;
        this.windowSeconds = window.toSeconds();
        this.sliceSeconds = Math.max(1, windowSeconds / SLICES_PER_WINDOW);
        this.log = log;
        this.nanos = nanos;
        this.seed = seed;
    }

    /**
     * Takes the nonce of a request whose signature is right.
     *
     * @param timestamp of the request, within the window around {@code now}
     * @throws ApiException if the key used this nonce before or may have, or there is no room to remember it
     */
    public synchronized void use(String accessKeyId, String nonce, Instant timestamp, Instant now) {
        long nowNanos = nanos.getAsLong();
        forget(now.getEpochSecond(), nowNanos);
        long expiry = timestamp.getEpochSecond() + windowSeconds;
        if (expiry < forgottenBefore) {
            throw GatewayError.EXPIRED_TIMESTAMP.exception("found " + timestamp + ", required "
                    + Instant.ofEpochSecond(forgottenBefore - windowSeconds)
                    + " or later, since what was used before that is forgotten");
        }
        long hash = hash(accessKeyId, nonce);
        if (slices.values().stream().anyMatch(slice -> slice.hashes.contains(hash))) {
            throw GatewayError.SIGNATURE_NONCE_USED.exception(
                    "found nonce " + nonce + " again, required another one in each request");
        }
        if (size >= noncesMax) {
            turnedAway++;
            throw GatewayError.THROTTLING.exception("found " + size + " nonces that are still in use, which is all that"
                    + " there is room for, required fewer calls in " + windowSeconds + " s");
        }
        long beginning = expiry - Math.floorMod(expiry, sliceSeconds);
        Slice slice = slices.computeIfAbsent(beginning, same -> new Slice(new NonceSet(seed), nowNanos));
        long neededNanos = TimeUnit.SECONDS.toNanos(expiry - now.getEpochSecond() + GRACE_SECONDS);
        if (nowNanos + neededNanos - slice.neededUntilNanos > 0) {
            slice.neededUntilNanos = nowNanos + neededNanos;
        }
        slice.hashes.add(hash);
        size++;
        log.add(beginning, hash);
    }

    private void forget(long nowSecond, long nowNanos) {
        while (!slices.isEmpty()) {
            Map.Entry<Long, Slice> first = slices.firstEntry();
            long end = first.getKey() + sliceSeconds;
            if (end + GRACE_SECONDS >= nowSecond || nowNanos - first.getValue().neededUntilNanos < 0) {
                return;
            }
            slices.pollFirstEntry();
            size -= first.getValue().hashes.size();
            forgetBefore(end);
            log.forget(first.getKey());
        }
    }

    /**
     * Remembers what was used before a restart. To be called before any use, with the latest slice first.
     *
     * @param slice epoch second of its beginning
     * @param hashes of its nonces, all different
     */
    public synchronized void restore(long slice, long[] hashes) {
        if (size + hashes.length > noncesMax) {
            forgetSlice(slice);
            return;
        }
        // How much of the time that they are needed for has passed is not known.
        long neededNanos = TimeUnit.SECONDS.toNanos(2 * windowSeconds + GRACE_SECONDS);
        Slice restored =
                slices.computeIfAbsent(slice, same -> new Slice(new NonceSet(seed), nanos.getAsLong() + neededNanos));
        for (long hash : hashes) {
            restored.hashes.add(hash);
        }
        size += hashes.length;
    }

    /** Refuses whatever could belong to a slice that was forgotten before a restart. */
    public synchronized void forgetSlice(long slice) {
        forgetBefore(slice + sliceSeconds);
    }

    /** Refuses whatever was signed before this moment, since of that some may have been lost. */
    public synchronized void forgetSignedBefore(Instant moment) {
        forgetBefore(moment.getEpochSecond() + windowSeconds);
    }

    private void forgetBefore(long expirySecond) {
        forgottenBefore = Math.max(forgottenBefore, expirySecond);
    }

    /** How many are remembered. */
    public synchronized int size() {
        return size;
    }

    /** How many can be remembered at once. */
    public int noncesMax() {
        return noncesMax;
    }

    /** How many requests were turned away for want of room. */
    public synchronized long turnedAway() {
        return turnedAway;
    }

    /** The first 8 bytes of a SHA-256, never 0: of 20 million at once, two agree once in 90,000 windows. */
    private static long hash(String accessKeyId, String nonce) {
        String text = accessKeyId.length() + ":" + accessKeyId + nonce;
        long hash = ByteBuffer.wrap(Digests.sha256(ByteBuffer.wrap(text.getBytes(UTF_8))))
                .getLong();
        return hash == 0 ? 1 : hash;
    }
}
