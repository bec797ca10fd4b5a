package dev.sagfleet.controller.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a controller sends out for downloads. Each reserves what its device may receive, and no more is reserved than
 * there is: so those that run keep their rate, and others wait. Those of a rollout stay within the cap of that besides. A
 * device has one download at a time, the latest. Safe for many threads.
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
    /** By the ids of rollouts: those that are known to be under way, and those that have downloads. */
    private final Map<String, Share> shares = new HashMap<>();

    private long reservedBits;
    private long begun;

    /** @param cap of all downloads together; none if only their number is limited */
    public Egress(Optional<Bandwidth> cap, int downloadsMax) {
        this.cap = requireNonNull(cap, "cap");
        this.downloadsMax = downloadsMax;
        backlog = new Backlog(cap.map(Bandwidth::bitsPerSecond).orElse(BITS_PER_SECOND_ASSUMED));
    }

    /**
     * What a download was given, until it ends it. It keeps its room even while it is slowed, since it gets faster again by
     * itself.
     */
    public final class Reservation {
        private final SerialNumber serial;
        private final Optional<String> rollout;
        private final Bandwidth promised;
        private final Runnable superseded;
        private volatile Bandwidth rate;
        private volatile Runnable rateChanged = () -> {};

        private Reservation(SerialNumber serial, Optional<String> rollout, Bandwidth promised, Runnable superseded) {
            this.serial = serial;
            this.rollout = rollout;
            this.promised = promised;
            this.superseded = superseded;
            rate = promised;
        }

        /** What it may send at most, now. */
        public Bandwidth rate() {
            return current();
        }

        /** Has something called each time that the rate has changed from now on, on the thread of whoever changed it. */
        public void whenRateChanges(Runnable called) {
            rateChanged = called;
        }

        Bandwidth current() {
            return rate;
        }

        Bandwidth promised() {
            return promised;
        }

        /** Whom to tell, if that is another rate. */
        Optional<Runnable> setRate(Bandwidth other) {
            boolean isNews = !other.equals(rate);
            rate = other;
            return isNews ? Optional.of(() -> rateChanged.run()) : Optional.empty();
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

    /** Reserves for a download that is of no rollout. */
    Optional<Reservation> reserve(
            SerialNumber serial, Bandwidth bandwidth, long bytes, long nowNanos, Runnable superseded) {
        return reserve(serial, Optional.empty(), bandwidth, bytes, nowNanos, superseded);
    }

    /**
     * Reserves what a device may receive, at most all that there is. A download of the same device that still runs is
     * over then: its connection is dead more often than not.
     *
     * @param rollout that it is of, as it was read; what was told by {@link #limit} counts before that
     * @param bytes that are to be sent
     * @param superseded is called if a later download of the same device takes this one's place
     * @return nothing if there is no room now
     */
    Optional<Reservation> reserve(
            SerialNumber serial,
            Optional<RolloutLimit> rollout,
            Bandwidth bandwidth,
            long bytes,
            long nowNanos,
            Runnable superseded) {
        List<Runnable> changes = new ArrayList<>();
        Optional<Reservation> made;
        synchronized (this) {
            Optional<Share> share = rollout.map(limit -> share(limit, changes));
            Bandwidth rate = rateOf(bandwidth, share);
            Reservation earlier = running.get(serial);
            if (fits(rate, earlier) && share.map(own -> own.fits(rate, earlier)).orElse(true)) {
                Reservation next = new Reservation(serial, rollout.map(RolloutLimit::rollout), rate, superseded);
                if (earlier != null) {
                    leave(earlier, changes);
                    changes.add(earlier.superseded);
                }
                running.put(serial, next);
                begun++;
                reservedBits += rate.bitsPerSecond();
                backlog.carries(bytes, nowNanos);
                share.ifPresent(own -> own.add(next, bytes, nowNanos));
                made = Optional.of(next);
            } else {
                made = Optional.empty();
            }
            rollout.ifPresent(limit -> keep(limit.rollout(), share));
        }
        changes.forEach(Runnable::run);
        return made;
    }

    private Share share(RolloutLimit limit, List<Runnable> changes) {
        Share share = shares.computeIfAbsent(limit.rollout(), unknown -> new Share(limit.cap()));
        share.read(limit.cap(), changes);
        return share;
    }

    private Bandwidth rateOf(Bandwidth bandwidth, Optional<Share> share) {
        Bandwidth most = cap.map(bandwidth::min).orElse(bandwidth);
        return share.flatMap(Share::cap).map(most::min).orElse(most);
    }

    private boolean fits(Bandwidth rate, @Nullable Reservation earlier) {
        long others = reservedBits - (earlier == null ? 0 : earlier.promised.bitsPerSecond());
        int otherCount = running.size() - (earlier == null ? 0 : 1);
        return otherCount < downloadsMax
                && (cap.isEmpty() || others + rate.bitsPerSecond() <= cap.get().bitsPerSecond());
    }

    private void leave(Reservation ended, List<Runnable> changes) {
        if (running.remove(ended.serial, ended)) {
            reservedBits -= ended.promised.bitsPerSecond();
            if (ended.rollout.isPresent()) {
                String id = ended.rollout.get();
                Optional<Share> share = Optional.ofNullable(shares.get(id));
                share.ifPresent(own -> own.remove(ended, changes));
                keep(id, share);
            }
        }
    }

    /** Keeps what is known of a rollout as long as there is something. The share may have gone from the map meanwhile. */
    private void keep(String rollout, Optional<Share> share) {
        share.ifPresent(own -> {
            if (own.isIdle()) {
                shares.remove(rollout);
            } else {
                shares.put(rollout, own);
            }
        });
    }

    /**
     * What the downloads of a rollout that is under way may take together, from now on. Those that run are slowed if it is
     * less than what they were given, and get faster again as others end.
     *
     * @param most no limit of its own if absent
     * @param atMillis since when that is so, in milliseconds since 1970: what is told later and was so earlier is no news
     */
    public void limit(String rollout, Optional<Bandwidth> most, long atMillis) {
        List<Runnable> changes = new ArrayList<>();
        synchronized (this) {
            shares.computeIfAbsent(rollout, unknown -> new Share(most)).tell(most, atMillis, changes);
        }
        changes.forEach(Runnable::run);
    }

    /** A rollout is not under way, or is over: what its downloads may take is up to what is read of it. */
    public synchronized void forget(String rollout, long atMillis) {
        Optional<Share> share = Optional.ofNullable(shares.get(rollout));
        share.ifPresent(own -> own.forget(atMillis));
        keep(rollout, share);
    }

    /** What was told of a rollout by {@link #limit}. */
    synchronized Optional<RolloutLimit> limitOf(String rollout) {
        return Optional.ofNullable(shares.get(rollout))
                .filter(Share::isTold)
                .map(share -> new RolloutLimit(rollout, share.cap()));
    }

    /** When a device is to ask again for which there was no room. */
    Duration retryAfter(long bytes, long nowNanos) {
        return retryAfter(Optional.empty(), Bandwidth.ofKilobits(1), bytes, nowNanos);
    }

    /** Likewise for a download of a rollout: there may be no room in that. */
    synchronized Duration retryAfter(Optional<RolloutLimit> rollout, Bandwidth bandwidth, long bytes, long nowNanos) {
        return rollout.flatMap(limit -> Optional.ofNullable(shares.get(limit.rollout())))
                .filter(share -> !share.fits(rateOf(bandwidth, Optional.of(share)), null))
                .map(share -> share.turnsAway(bytes, nowNanos))
                .orElseGet(() -> backlog.turnsAway(bytes, nowNanos));
    }

    private synchronized boolean holds(Reservation reservation) {
        return running.get(reservation.serial) == reservation;
    }

    private void release(Reservation reservation) {
        List<Runnable> changes = new ArrayList<>();
        synchronized (this) {
            leave(reservation, changes);
        }
        changes.forEach(Runnable::run);
    }

    /** All that is reserved now, in bit/s. */
    public synchronized long reservedBitsPerSecond() {
        return reservedBits;
    }

    /** How many downloads were begun or gone on with since the start. */
    public synchronized long begun() {
        return begun;
    }

    /** How many downloads run. */
    public synchronized int downloads() {
        return running.size();
    }

    /** What the downloads of one rollout may send now. */
    public synchronized Use use(String rollout) {
        Share share = shares.get(rollout);
        return share == null ? new Use(0, 0) : new Use(share.bitsPerSecond(), share.downloads());
    }

    /** What the download of a device may send now; nothing if it has none. */
    public synchronized Optional<Bandwidth> rate(SerialNumber serial) {
        return Optional.ofNullable(running.get(serial)).map(Reservation::current);
    }

    /** What some downloads take: how much they may send, and how many they are. */
    public record Use(long bitsPerSecond, int downloads) {}
}
