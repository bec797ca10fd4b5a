package dev.sagfleet.controller.rolloutcheck;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Goes through a rollout once as if all were well: each device begins as soon as its wave is open, its window allows, and the
 * pace has a place for it; one whose site is busy or whose window is closed lets others go first. Not thread-safe.
 */
final class ForecastRun {
    private static final double MINUTE_MILLIS = 60_000;
    private static final double BITS_PER_BYTE = 8;
    private static final double MILLIS = 1_000;

    private final RolloutPolicy policy;
    private final List<ZoneWindows> zones;
    private final long startMillis;
    private final Egress egress;
    private final PriorityQueue<Long> busyUntil = new PriorityQueue<>();
    private double nextStartMillis;
    private long bytes;
    private int tooLong;

    /** What a member needs: its site and zone by their numbers. */
    record Work(int site, int zone, Bandwidth link, long imageBytes, Duration install) {
        /** By its link alone. */
        long millis() {
            return transferMillis() + install.toMillis();
        }

        long transferMillis() {
            return (long) StrictMath.ceil(imageBytes * BITS_PER_BYTE * MILLIS / link.bitsPerSecond());
        }
    }

    ForecastRun(RolloutPolicy policy, List<ZoneWindows> zones, Instant start) {
        this.policy = policy;
        this.zones = List.copyOf(zones);
        startMillis = start.toEpochMilli();
        nextStartMillis = startMillis;
        egress = new Egress(policy.pace().egress());
    }

    /** @param ends of the waves, among the members in their order */
    Forecast run(List<Work> members, List<Integer> ends) {
        List<Forecast.WaveTimes> waves = new ArrayList<>();
        long opens = startMillis;
        long finish = startMillis;
        int begin = 0;
        for (int wave = 0; wave < ends.size(); wave++) {
            int size = ends.get(wave) - begin;
            long passes = opens;
            if (size > 0) {
                long[] done = wave(members.subList(begin, ends.get(wave)), opens);
                long met = done[WaveGate.of(policy, wave, size).needed() - 1];
                passes = later(met, rest(wave));
                finish = Math.max(finish, Math.max(passes, done[size - 1]));
            }
            if (opens == ZoneWindows.NEVER || passes == ZoneWindows.NEVER) {
                finish = ZoneWindows.NEVER;
                break;
            }
            waves.add(new Forecast.WaveTimes(since(opens), since(passes)));
            opens = passes;
            begin = ends.get(wave);
        }
        return new Forecast(
                waves,
                finish == ZoneWindows.NEVER ? Optional.empty() : Optional.of(since(finish)),
                bytes,
                egress.peakBitsPerSecond(),
                tooLong);
    }

    /** What must pass once a wave has succeeded: its soak, in which its health is measured, or at least as long as that takes. */
    private Duration rest(int wave) {
        Duration soak = policy.plan(wave).soak();
        return policy.health()
                .map(Health::knownAfter)
                .filter(known -> known.compareTo(soak) > 0)
                .orElse(soak);
    }

    private Duration since(long millis) {
        return Duration.ofMillis(millis - startMillis);
    }

    private static long later(long millis, Duration span) {
        return millis == ZoneWindows.NEVER ? millis : millis + span.toMillis();
    }

    /** When its members are done, the earliest first. */
    private long[] wave(List<Work> members, long opensMillis) {
        var queue = new WaveQueue(members, zones, policy.pace().perSite(), opensMillis);
        long[] done = new long[members.size()];
        Arrays.fill(done, ZoneWindows.NEVER);
        int next = 0;
        Optional<WaveQueue.Turn> turn = queue.next(fromMillis());
        while (turn.isPresent()) {
            long end = begin(members.get(turn.get().member()), turn.get().startMillis());
            queue.freeAgain(turn.get(), end);
            done[next++] = end;
            turn = queue.next(fromMillis());
        }
        Arrays.sort(done);
        return done;
    }

    /** From when the pace allows one more. */
    private long fromMillis() {
        long from = (long) StrictMath.ceil(nextStartMillis);
        boolean isFull = busyUntil.size() >= policy.pace().inFlight();
        return isFull ? Math.max(from, busyUntil.element()) : from;
    }

    private long begin(Work work, long start) {
        while (!busyUntil.isEmpty() && busyUntil.element() <= start) {
            busyUntil.remove();
        }
        nextStartMillis = Math.max(nextStartMillis, (double) start)
                + MINUTE_MILLIS / policy.pace().perMinute();
        bytes += work.imageBytes();
        tooLong += zones.get(work.zone()).isTooLong(work.millis()) ? 1 : 0;
        long end = egress.download(work, start) + work.install().toMillis();
        busyUntil.add(end);
        return end;
    }
}
