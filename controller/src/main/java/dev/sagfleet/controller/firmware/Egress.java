package dev.sagfleet.controller.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a controller sends out for downloads. Each reserves what its device may receive, and no more is reserved than
 * there is: so those that run keep their rate, and others wait. A device has one download at a time, the latest. Safe for
 * many threads.
 */
public final class Egress {
    /** Downloads at a time, whatever they reserve. */
    public static final int DOWNLOADS_MAX = 2_000;

    /** Where nothing limits them but their number. */
    private static final long BITS_PER_SECOND_ASSUMED = 1_000_000_000L;

    private final Optional<Bandwidth> cap;
    private final int downloadsMax;
    private final Backlog backlog;
    private final Map<SerialNumber, Reservation> running = new HashMap<>();
    private long reservedBits;

    /** @param cap of all downloads together; none if only their number is limited */
    public Egress(Optional<Bandwidth> cap, int downloadsMax) {
        this.cap = requireNonNull(cap, "cap");
        this.downloadsMax = downloadsMax;
        backlog = new Backlog(cap.map(Bandwidth::bitsPerSecond).orElse(BITS_PER_SECOND_ASSUMED));
    }

    /** What a download was given, until it ends it. */
    public final class Reservation {
        private final SerialNumber serial;
        private final Bandwidth rate;
        private final Runnable superseded;

        private Reservation(SerialNumber serial, Bandwidth rate, Runnable superseded) {
            this.serial = serial;
            this.rate = rate;
            this.superseded = superseded;
        }

        /** What it may send at most. */
        public Bandwidth rate() {
            return rate;
        }

        /** Whether no later download of the device has taken its place, and it was not ended. */
        boolean isRunning() {
            return holds(this);
        }

        /** Gives it back; a second time nothing happens. */
        public void end() {
            release(this);
        }
    }

    /**
     * Reserves what a device may receive, at most all that there is. A download of the same device that still runs is
     * over then: its connection is dead more often than not.
     *
     * @param bytes that are to be sent
     * @param superseded is called if a later download of the same device takes this one's place
     * @return nothing if there is no room now
     */
    Optional<Reservation> reserve(
            SerialNumber serial, Bandwidth bandwidth, long bytes, long nowNanos, Runnable superseded) {
        Bandwidth rate = cap.map(bandwidth::min).orElse(bandwidth);
        Reservation made = new Reservation(serial, rate, superseded);
        Reservation earlier;
        synchronized (this) {
            earlier = running.get(serial);
            long others = reservedBits - (earlier == null ? 0 : earlier.rate.bitsPerSecond());
            int otherCount = running.size() - (earlier == null ? 0 : 1);
            boolean fits =
                    cap.isEmpty() || others + rate.bitsPerSecond() <= cap.get().bitsPerSecond();
            if (!fits || otherCount >= downloadsMax) {
                return Optional.empty();
            }
            running.put(serial, made);
            reservedBits = others + rate.bitsPerSecond();
            backlog.carries(bytes, nowNanos);
        }
        tell(earlier);
        return Optional.of(made);
    }

    private static void tell(@Nullable Reservation earlier) {
        if (earlier != null) {
            earlier.superseded.run();
        }
    }

    /** When a device is to ask again for which there was no room. */
    synchronized Duration retryAfter(long bytes, long nowNanos) {
        return backlog.turnsAway(bytes, nowNanos);
    }

    private synchronized boolean holds(Reservation reservation) {
        return running.get(reservation.serial) == reservation;
    }

    private synchronized void release(Reservation reservation) {
        if (running.remove(reservation.serial, reservation)) {
            reservedBits -= reservation.rate.bitsPerSecond();
        }
    }

    /** All that is reserved now, in bit/s. */
    public synchronized long reservedBitsPerSecond() {
        return reservedBits;
    }

    /** How many downloads run. */
    public synchronized int downloads() {
        return running.size();
    }
}
