package dev.sagfleet.simulator.benchmark;

/**
 * Something that was measured and has a mark of its own, beside no baseline.
 *
 * @param section of the benchmark
 * @param what was measured
 */
public record Finding(String section, String what, String unit, Spread found, Mark mark) {
    public boolean isMet() {
        return mark.isMetBy(found.median());
    }
}
