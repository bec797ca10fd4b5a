package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the downloads of one rollout take together. One is let in if all fit with what they were promised; if the cap is
 * lowered below that, all of them are slowed alike, and get faster again as others end. Not thread-safe. Source: rollout
 * rule R17.
 */
final class Share {
    private static final long BITS_PER_SECOND_ASSUMED = 1_000_000_000L;

    private final Set<Egress.Reservation> running = new LinkedHashSet<>();
    private Optional<Bandwidth> cap;
    private Backlog backlog;
    private long promisedKilobits;
    /** Whether the rollout is known to be under way, and since when its cap is this; else it is as it was last read. */
    private boolean isTold;

    private long toldMillis = Long.MIN_VALUE;

    Share(Optional<Bandwidth> cap) {
        this.cap = cap;
        backlog = backlogOf(cap);
    }

    private static Backlog backlogOf(Optional<Bandwidth> cap) {
        return new Backlog(cap.map(Bandwidth::bitsPerSecond).orElse(BITS_PER_SECOND_ASSUMED));
    }

    Optional<Bandwidth> cap() {
        return cap;
    }

    boolean isTold() {
        return isTold;
    }

    /** Nothing is left to be known of it. */
    boolean isIdle() {
        return !isTold && running.isEmpty();
    }

    /** It was told, unless something later was; the rates that change are told of. */
    void tell(Optional<Bandwidth> other, long atMillis, List<Runnable> changes) {
        if (atMillis >= toldMillis) {
            isTold = true;
            toldMillis = atMillis;
            change(other, changes);
        }
    }

    /** Its rollout is not under way any more. */
    void forget(long atMillis) {
        isTold &= atMillis < toldMillis;
    }

    /** It was read, which counts only if nothing was told. */
    void read(Optional<Bandwidth> other, List<Runnable> changes) {
        if (!isTold) {
            change(other, changes);
        }
    }

    private void change(Optional<Bandwidth> other, List<Runnable> changes) {
        if (!other.equals(cap)) {
            cap = other;
            backlog = backlogOf(other);
            settle(changes);
        }
    }

    /** Whether one more fits, in the place of another one if that is one of these. */
    boolean fits(Bandwidth rate, Egress.@Nullable Reservation earlier) {
        long freed = earlier != null && running.contains(earlier)
                ? earlier.promised().kilobitsPerSecond()
                : 0;
        return cap.isEmpty()
                || promisedKilobits - freed + rate.kilobitsPerSecond()
                        <= cap.get().kilobitsPerSecond();
    }

    void add(Egress.Reservation made, long bytes, long nowNanos) {
        running.add(made);
        promisedKilobits += made.promised().kilobitsPerSecond();
        backlog.carries(bytes, nowNanos);
    }

    void remove(Egress.Reservation ended, List<Runnable> changes) {
        if (running.remove(ended)) {
            boolean wasTooMuch = isTooMuch();
            promisedKilobits -= ended.promised().kilobitsPerSecond();
            if (wasTooMuch) {
                settle(changes);
            }
        }
    }

    private boolean isTooMuch() {
        return cap.isPresent() && promisedKilobits > cap.get().kilobitsPerSecond();
    }

    private void settle(List<Runnable> changes) {
        boolean isTooMuch = isTooMuch();
        for (Egress.Reservation one : running) {
            one.setRate(isTooMuch ? slowed(one.promised()) : one.promised()).ifPresent(changes::add);
        }
    }

    /** Rounded down; nothing is slower than 1 kbit/s. */
    private Bandwidth slowed(Bandwidth promised) {
        long most = cap.orElseThrow().kilobitsPerSecond();
        return Bandwidth.ofKilobits(Math.max(1, promised.kilobitsPerSecond() * most / promisedKilobits));
    }

    Duration turnsAway(long bytes, long nowNanos) {
        return backlog.turnsAway(bytes, nowNanos);
    }

    /** All that they may send now, in bit/s. */
    long bitsPerSecond() {
        return running.stream().mapToLong(one -> one.current().bitsPerSecond()).sum();
    }

    int downloads() {
        return running.size();
    }
}
