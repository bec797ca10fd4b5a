package dev.sagfleet.controller.rolloutcheck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * One wave as it would be.
 *
 * @param number from 1
 * @param name as it was planned
 * @param size its members; 0 if it is skipped
 * @param sites in which these are
 * @param gate what decides of it; absent if it has no members
 * @param isRest whether nobody planned it: what the last planned wave leaves
 */
public record WaveReport(
        int number,
        Optional<String> name,
        int size,
        int sites,
        Optional<WaveGate> gate,
        Duration soak,
        boolean approve,
        boolean isRest) {
    public WaveReport {
        requireNonNull(name, "name");
        requireNonNull(gate, "gate");
        requireNonNull(soak, "soak");
    }
}
