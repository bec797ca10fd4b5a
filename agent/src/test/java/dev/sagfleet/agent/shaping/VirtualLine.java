package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A direction in virtual time, and the timer that serves it. Whatever passes is held against the bounds of both
 * buckets, at every release.
 */
final class VirtualLine {
    static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    static final long SECOND_NANOS = 1_000_000_000L;
    static final long MILLI_NANOS = 1_000_000L;

    private record Event(long atNanos, long sequence, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::sequence));
    private final TokenBuckets buckets = new TokenBuckets(2);
    private final ReleaseLedger all;
    private final ReleaseLedger accelerated;
    private final long timerTickNanos;
    private final long timerLateNanosMax;

    final SplittableRandom random = new SplittableRandom(SEED);
    final ShapedDirection direction;

    private long nowNanos = SECOND_NANOS;
    private boolean isAccelerating;
    private long sequence;
    private long armedForNanos = ShapedDirection.NEVER;
    private long timerAtNanos = ShapedDirection.NEVER;
    private long serves;
    private long passes;

    /** A timer that is never late. */
    static VirtualLine punctual(Rates rates) {
        return new VirtualLine(rates, 1, 0);
    }

    /** A timer with a tick of 0.5 ms that is late at random by up to 2 ms more. */
    static VirtualLine late(Rates rates) {
        return new VirtualLine(rates, MILLI_NANOS / 2, 2 * MILLI_NANOS);
    }

    VirtualLine(Rates rates, long timerTickNanos, long timerLateNanosMax) {
        this.timerTickNanos = timerTickNanos;
        this.timerLateNanosMax = timerLateNanosMax;
        all = new ReleaseLedger("instance", nowNanos);
        accelerated = new ReleaseLedger("acceleration", nowNanos);
        direction = new ShapedDirection(buckets, 0, rates, nowNanos);
        note(rates);
    }

    static Rates megabits(long instance) {
        return kilobits(1_000 * instance);
    }

    static Rates kilobits(long instance) {
        return new Rates(Bandwidth.ofKilobits(instance), Optional.empty());
    }

    static Rates kilobits(long instance, long acceleration) {
        return new Rates(Bandwidth.ofKilobits(instance), Optional.of(Bandwidth.ofKilobits(acceleration)));
    }

    void setRates(Rates rates) {
        note(rates);
        direction.setRates(rates, nowNanos);
        arm();
    }

    /** From a change on, what passed before it does not count. */
    void forgetWindows() {
        all.forget();
        accelerated.forget();
    }

    private void note(Rates rates) {
        long allKilobits = rates.instance().kilobitsPerSecond();
        long fastKilobits =
                rates.acceleration().map(Bandwidth::kilobitsPerSecond).orElse(0L);
        isAccelerating = rates.acceleration().isPresent();
        all.set(allKilobits, burstBytes(allKilobits), nowNanos);
        accelerated.set(fastKilobits, burstBytes(fastKilobits), nowNanos);
    }

    /** 5 ms of a rate, or two frames, and a microsecond's worth for the rounding. */
    static long burstBytes(long kilobitsPerSecond) {
        return Math.max(2 * 1_514, kilobitsPerSecond * 5 / 8) + kilobitsPerSecond / 8_000 + 1;
    }

    void setForwarding(boolean forwarding) {
        direction.setForwarding(forwarding, nowNanos);
        arm();
    }

    long nowNanos() {
        return nowNanos;
    }

    long passedBytes() {
        return all.passedBytes();
    }

    long serves() {
        return serves;
    }

    long passes() {
        return passes;
    }

    void offer(Flow flow, int bytes) {
        direction.offer(flow, bytes, nowNanos);
        arm();
    }

    void passed(int bytes, boolean isAccelerable) {
        passes++;
        all.pass(bytes, nowNanos);
        if (isAccelerable && isAccelerating) {
            accelerated.pass(bytes, nowNanos);
        }
    }

    void after(long delayNanos, Runnable action) {
        events.add(new Event(nowNanos + delayNanos, sequence++, action));
    }

    /** Lets all happen that is due within a time, and stands at its end. */
    void run(long nanos) {
        long endNanos = nowNanos + nanos;
        while (Math.min(timerAtNanos, nextEventAtNanos()) <= endNanos) {
            if (timerAtNanos <= nextEventAtNanos()) {
                nowNanos = timerAtNanos;
                serve();
            } else {
                Event event = events.remove();
                nowNanos = event.atNanos();
                event.action().run();
            }
        }
        nowNanos = endNanos;
    }

    private long nextEventAtNanos() {
        Event next = events.peek();
        return next == null ? Long.MAX_VALUE : next.atNanos();
    }

    private void serve() {
        serves++;
        direction.serve(nowNanos);
        if (direction.dueAtNanos() <= nowNanos) {
            throw new AssertionError("due in the past after it was served");
        }
        arm();
    }

    private void arm() {
        long dueAtNanos = direction.dueAtNanos();
        if (dueAtNanos == armedForNanos && timerAtNanos > nowNanos) {
            return;
        }
        armedForNanos = dueAtNanos;
        timerAtNanos = dueAtNanos == ShapedDirection.NEVER ? dueAtNanos : late(dueAtNanos);
    }

    private long late(long dueAtNanos) {
        long onTickNanos = -Math.floorDiv(-dueAtNanos, timerTickNanos) * timerTickNanos;
        return onTickNanos + random.nextLong(timerLateNanosMax + 1);
    }
}
