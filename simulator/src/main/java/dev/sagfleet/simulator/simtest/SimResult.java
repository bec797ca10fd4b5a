package dev.sagfleet.simulator.simtest;

import java.util.List;

/**
 * What became of one world.
 *
 * @param violations which invariants it broke, and how; empty if none
 * @param events on virtual time
 * @param hash of its journal
 */
public record SimResult(
        SimOptions options, List<String> violations, long events, long lines, String hash, Coverage coverage) {
    public boolean isBroken() {
        return !violations.isEmpty();
    }
}
