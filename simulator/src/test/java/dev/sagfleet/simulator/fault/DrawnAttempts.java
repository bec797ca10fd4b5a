package dev.sagfleet.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The attempts of a fleet, as they are drawn of a seed. */
final class DrawnAttempts {
    static final int DEVICES = 10_000;

    private static final Map<String, Manifest> IMAGES = new LinkedHashMap<>();
    private static final Map<String, Upgrade> ORDERS = new LinkedHashMap<>();

    private final long seed;
    private final Seed fleet;

    DrawnAttempts(long seed) {
        this.seed = seed;
        fleet = new Seed(seed);
    }

    boolean hasBoot(UpgradeFaults faults, int device, String version, int number) {
        return attempt(faults, device, "A", version, number).has(UpgradeFaultKind.BOOT);
    }

    static long strikes(Attempt attempt, UpgradeFaultKind kind, long untilNanos) {
        long strikes = 0;
        Optional<Attempt.Next> next = attempt.next(kind, 0);
        while (next.isPresent() && next.get().atNanos() < untilNanos) {
            strikes += next.get().strikes() ? 1 : 0;
            next = attempt.next(kind, next.get().atNanos());
        }
        return strikes;
    }

    /** When it strikes next; nothing if it never does. */
    static OptionalLong nextNanos(Attempt attempt, UpgradeFaultKind kind, long nowNanos) {
        Optional<Attempt.Next> next = attempt.next(kind, nowNanos);
        while (next.isPresent() && !next.get().strikes()) {
            next = attempt.next(kind, next.get().atNanos());
        }
        return next.map(found -> OptionalLong.of(found.atNanos())).orElseGet(OptionalLong::empty);
    }

    long count(UpgradeFaults faults, Predicate<Attempt> isMeant) {
        return IntStream.range(0, DEVICES)
                .filter(device -> isMeant.test(attempt(faults, device, "A", "2.5.0", 1)))
                .count();
    }

    Attempt attempt(UpgradeFaults faults, int device, String batch, String version, int number) {
        return attempt(faults, DeviceModel.SAG_100WM, device, batch, version, number);
    }

    Attempt attempt(UpgradeFaults faults, DeviceModel model, int device, String batch, String version, int number) {
        return drawn(faults, fleet, model, device, batch, version, number);
    }

    static Attempt drawn(
            UpgradeFaults faults, Seed fleet, DeviceModel model, int device, String batch, String version, int number) {
        Upgrade order = ORDERS.computeIfAbsent(version + ' ' + number, any -> order(version, number));
        var draws = new UpgradeDraws(
                fleet,
                fleet.at(device),
                model,
                FirmwareVersion.APPLICATION_ACCELERATION,
                new Place("site", "region", batch));
        return Attempt.drawn(
                faults, faults.of(model, draws.place()), draws, order, image(version), Optional.empty(), 0, 0);
    }

    private static Manifest image(String version) {
        return IMAGES.computeIfAbsent(
                version,
                any -> new Manifest(
                        List.of(DeviceModel.values()),
                        FirmwareVersion.parse(version),
                        10 << 20,
                        Digest.ofText("image " + version),
                        Optional.empty(),
                        0,
                        "primary",
                        List.of()));
    }

    private static Upgrade order(String version, int number) {
        return new Upgrade(
                "c",
                new Revision(1),
                "fw-1",
                number,
                new SignedManifest(
                        ManifestCodec.write(image(version)), Base64.getEncoder().encodeToString(new byte[64])),
                "/firmware",
                UpgradeWindow.ALWAYS,
                Duration.ofMinutes(10),
                false);
    }

    static UpgradeFaults faults(Map<UpgradeFault, Double> rates, Map<UpgradeFaultKind, Grouping> correlated) {
        return new UpgradeFaults(Map.of(DeviceModel.SAG_100WM, rates(rates)), Map.of(), correlated, List.of());
    }

    static UpgradeFaultRates rates(Map<UpgradeFault, Double> rates) {
        return new UpgradeFaultRates(rates);
    }

    static UpgradeFault fault(String text) {
        return UpgradeFault.parse(text).orElseThrow();
    }

    void assertProbable(long found, double probability) {
        assertProbable(found, probability, DEVICES);
    }

    /** Within six standard deviations, which is missed once in 500 million times. */
    void assertProbable(long found, double probability, int of) {
        double mean = of * probability;
        double deviation = Math.sqrt(mean * (1 - probability));
        assertThat((double) found).as("seed %d", seed).isBetween(mean - 6 * deviation, mean + 6 * deviation);
    }
}
