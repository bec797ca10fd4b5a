package dev.sagfleet.controller.rolloutcheck;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All downloads of a rollout, which share a line in the order in which they begin. Not thread-safe. */
final class Egress {
    private static final double BITS_PER_BYTE = 8;
    private static final double MILLIS = 1_000;

    private final Optional<Bandwidth> limit;
    private final List<Change> changes = new ArrayList<>();
    private double busyUntilMillis;

    /** More or less, from a moment on. */
    private record Change(long atMillis, double bitsPerSecond) {}

    Egress(Optional<Bandwidth> limit) {
        this.limit = limit;
    }

    /** When a download ends that begins now: not before the line has sent it and all that began before it. */
    long download(ForecastRun.Work work, long startMillis) {
        double bits = (double) work.imageBytes() * BITS_PER_BYTE;
        long end = startMillis + work.transferMillis();
        if (limit.isPresent()) {
            busyUntilMillis = Math.max(busyUntilMillis, (double) startMillis)
                    + bits * MILLIS / limit.get().bitsPerSecond();
            end = Math.max(end, (long) StrictMath.ceil(busyUntilMillis));
        }
        double rate = bits * MILLIS / Math.max(1, end - startMillis);
        changes.add(new Change(startMillis, rate));
        changes.add(new Change(end, -rate));
        return end;
    }

    /** The most there was at once, in whole bits per second. */
    long peakBitsPerSecond() {
        // Whoever ends at a moment makes room for whoever begins.
        changes.sort(Comparator.comparingLong(Change::atMillis).thenComparingDouble(Change::bitsPerSecond));
        double rate = 0;
        double peak = 0;
        for (Change change : changes) {
            rate += change.bitsPerSecond();
            peak = Math.max(peak, rate);
        }
        long whole = Math.round(peak);
        return limit.map(most -> Math.min(whole, most.bitsPerSecond())).orElse(whole);
    }
}
