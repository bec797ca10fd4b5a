package dev.sagfleet.simulator.fault;

import static java.util.Objects.requireNonNull;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What attempts draw: how often, for whom together, and what it does not depend on. */
class AttemptTest {
    private static final long SEED = new SplittableRandom().nextLong();
    private static final int DEVICES = 10_000;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private static final Map<String, Manifest> IMAGES = new LinkedHashMap<>();
    private static final Map<String, Upgrade> ORDERS = new LinkedHashMap<>();

    private final Seed fleet = new Seed(SEED);

    @Test
    void eachFaultComesAboutAsOftenAsItIsProbableAndForEachDeviceByItself() {
        UpgradeFaults faults = faults(Map.of(fault("boot"), 0.05, fault("check"), 0.2), Map.of());

        long boot = count(faults, attempt -> attempt.has(UpgradeFaultKind.BOOT));
        long check = count(faults, attempt -> attempt.has(UpgradeFaultKind.CHECK));
        long both = count(faults, attempt -> attempt.has(UpgradeFaultKind.BOOT) && attempt.has(UpgradeFaultKind.CHECK));

        assertProbable(boot, 0.05);
        assertProbable(check, 0.2);
        assertProbable(both, 0.01);
    }

    @Test
    void anotherAttemptAndAnotherImageAreDrawnAnew() {
        UpgradeFaults faults = faults(Map.of(fault("boot"), 0.5), Map.of());

        long again = IntStream.range(0, DEVICES)
                .filter(device -> hasBoot(faults, device, "2.5.0", 1) && hasBoot(faults, device, "2.5.0", 2))
                .count();
        long other = IntStream.range(0, DEVICES)
                .filter(device -> hasBoot(faults, device, "2.5.0", 1) && hasBoot(faults, device, "2.6.0", 1))
                .count();

        assertProbable(again, 0.25);
        assertProbable(other, 0.25);
        assertThat(struckBy(faults)).isEqualTo(struckBy(faults));
    }

    /** The first hundred devices that do not boot with an image. */
    private List<Integer> struckBy(UpgradeFaults faults) {
        return IntStream.range(0, 100)
                .filter(device -> hasBoot(faults, device, "2.5.0", 1))
                .boxed()
                .toList();
    }

    @Test
    void whatComesByTheMinuteComesAsOftenAsItIsProbable() {
        UpgradeFaults faults = faults(Map.of(fault("drop"), 0.02), Map.of());
        long strikes = 0;
        for (int device = 0; device < 400; device++) {
            strikes += strikes(attempt(faults, device, "A", "2.5.0", 1), UpgradeFaultKind.DROP, 100L * 60_000_000_000L);
        }

        assertProbable(strikes, 0.02, 40_000);
    }

    /** One draw decides for all of a batch, and another one for another batch. */
    @Test
    void correlatedDevicesMeetAFaultAllOrNone() {
        UpgradeFaults faults = faults(Map.of(fault("boot"), 0.3), Map.of(UpgradeFaultKind.BOOT, Grouping.BATCH));
        Map<String, Integer> struck = new LinkedHashMap<>();
        int differing = 0;
        int images = 500;
        for (int image = 0; image < images; image++) {
            String version = "3.0." + image;
            List<Boolean> batchA = IntStream.range(0, 20)
                    .mapToObj(device -> attempt(faults, device, "A", version, 1).has(UpgradeFaultKind.BOOT))
                    .distinct()
                    .toList();
            List<Boolean> batchB = IntStream.range(20, 40)
                    .mapToObj(device -> attempt(faults, device, "B", version, 1).has(UpgradeFaultKind.BOOT))
                    .distinct()
                    .toList();
            assertThat(batchA).as("seed %d", SEED).hasSize(1);
            assertThat(batchB).as("seed %d", SEED).hasSize(1);
            struck.merge("A", batchA.get(0) ? 1 : 0, Integer::sum);
            struck.merge("B", batchB.get(0) ? 1 : 0, Integer::sum);
            differing += batchA.equals(batchB) ? 0 : 1;
        }

        assertProbable(requireNonNull(struck.get("A")), 0.3, images);
        assertProbable(requireNonNull(struck.get("B")), 0.3, images);
        assertProbable(differing, 0.42, images);
    }

    @Test
    void theSameBatchOfAnotherModelIsAnotherGroup() {
        UpgradeFaults faults = new UpgradeFaults(
                Map.of(
                        DeviceModel.SAG_100WM, rates(Map.of(fault("boot"), 0.5)),
                        DeviceModel.SAG_1000, rates(Map.of(fault("boot"), 0.5))),
                Map.of(),
                Map.of(UpgradeFaultKind.BOOT, Grouping.BATCH),
                List.of());
        long differing = IntStream.range(0, 1_000)
                .filter(image -> attempt(faults, DeviceModel.SAG_100WM, 0, "A", "3.0." + image, 1)
                                .has(UpgradeFaultKind.BOOT)
                        != attempt(faults, DeviceModel.SAG_1000, 1, "A", "3.0." + image, 1)
                                .has(UpgradeFaultKind.BOOT))
                .count();

        assertProbable(differing, 0.5, 1_000);
    }

    /** A site has one power line, whatever its devices are at. */
    @Test
    void thePowerOfASiteFailsForAllOfItAtTheSameMoment() {
        UpgradeFaults faults = faults(Map.of(fault("power"), 0.1), Map.of(UpgradeFaultKind.POWER, Grouping.SITE));
        OptionalLong first = attempt(faults, 0, "A", "2.5.0", 1).nextNanos(UpgradeFaultKind.POWER, 5 * HOUR);
        OptionalLong second = attempt(faults, 1, "B", "2.6.0", 3).nextNanos(UpgradeFaultKind.POWER, 5 * HOUR);
        UpgradeFaults alone = faults(Map.of(fault("power"), 0.1), Map.of());

        assertThat(first).as("seed %d", SEED).isPresent().isEqualTo(second);
        assertThat(attempt(alone, 0, "A", "2.5.0", 1).nextNanos(UpgradeFaultKind.POWER, 5 * HOUR))
                .isNotEqualTo(attempt(alone, 1, "A", "2.5.0", 1).nextNanos(UpgradeFaultKind.POWER, 5 * HOUR));
    }

    @Test
    void aCohortHasItsOwnRatesInThePlaceOfThoseOfTheModel() {
        UpgradeFaults faults = new UpgradeFaults(
                Map.of(DeviceModel.SAG_100WM, rates(Map.of(fault("boot"), 1.0, fault("check"), 1.0))),
                Map.of(
                        new Cohort(Grouping.BATCH, "B"), rates(Map.of(fault("boot"), 0.0)),
                        new Cohort(Grouping.BATCH, "C"), rates(Map.of(fault("tunnel"), 1.0))),
                Map.of(),
                List.of());

        assertThat(attempt(faults, 0, "A", "2.5.0", 1).has(UpgradeFaultKind.BOOT))
                .isTrue();
        assertThat(attempt(faults, 0, "B", "2.5.0", 1).has(UpgradeFaultKind.BOOT))
                .isFalse();
        assertThat(attempt(faults, 0, "B", "2.5.0", 1).has(UpgradeFaultKind.CHECK))
                .isTrue();
        assertThat(attempt(faults, 0, "C", "2.5.0", 1).has(UpgradeFaultKind.TUNNEL))
                .isTrue();
        assertThat(attempt(faults, 0, "C", "2.5.0", 1).has(UpgradeFaultKind.BOOT))
                .isTrue();
    }

    /** 5 % of SAG-100WM of batch B crash after 6 h with 2.5.0. */
    @Test
    void aBadImageIsBadForItsShareOfWhomItIsSaidAndForThemAlways() {
        var bad = new BadImage(
                Optional.of(FirmwareVersion.parse("2.5.0")),
                Optional.empty(),
                Optional.of(DeviceModel.SAG_100WM),
                List.of(new Cohort(Grouping.BATCH, "B")),
                rates(Map.of(fault("crash@6h"), 0.05)));
        UpgradeFaults faults = new UpgradeFaults(Map.of(), Map.of(), Map.of(), List.of(bad));
        List<Integer> struck = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            if (attempt(faults, device, "B", "2.5.0", 1).has(UpgradeFaultKind.CRASH)) {
                struck.add(device);
            }
        }

        assertProbable(struck.size(), 0.05);
        assertThat(struck)
                .allMatch(device -> attempt(faults, device, "B", "2.5.0", 2).has(UpgradeFaultKind.CRASH));
        assertThat(struck)
                .noneMatch(device -> attempt(faults, device, "A", "2.5.0", 1).has(UpgradeFaultKind.CRASH))
                .noneMatch(device -> attempt(faults, device, "B", "2.5.1", 1).has(UpgradeFaultKind.CRASH))
                .noneMatch(device -> attempt(faults, DeviceModel.SAG_1000, device, "B", "2.5.0", 1)
                        .has(UpgradeFaultKind.CRASH));
        assertThat(attempt(faults, struck.get(0), "B", "2.5.0", 1)
                        .fault(UpgradeFaultKind.CRASH)
                        .orElseThrow()
                        .duration())
                .isEqualTo(Duration.ofHours(6));
    }

    @Test
    void anotherSeedIsAnotherFleet() {
        UpgradeFaults faults = faults(Map.of(fault("boot"), 0.5), Map.of());
        List<Boolean> one = IntStream.range(0, 200)
                .mapToObj(device -> hasBoot(faults, device, "2.5.0", 1))
                .toList();
        var other = new Seed(SEED + 1);
        List<Boolean> two = IntStream.range(0, 200)
                .mapToObj(device -> drawn(faults, other, DeviceModel.SAG_100WM, device, "A", "2.5.0", 1)
                        .has(UpgradeFaultKind.BOOT))
                .toList();

        assertThat(two).isNotEqualTo(one);
    }

    private boolean hasBoot(UpgradeFaults faults, int device, String version, int number) {
        return attempt(faults, device, "A", version, number).has(UpgradeFaultKind.BOOT);
    }

    private static long strikes(Attempt attempt, UpgradeFaultKind kind, long untilNanos) {
        long strikes = 0;
        OptionalLong next = attempt.nextNanos(kind, 0);
        while (next.isPresent() && next.getAsLong() < untilNanos) {
            strikes++;
            next = attempt.nextNanos(kind, next.getAsLong());
        }
        return strikes;
    }

    private long count(UpgradeFaults faults, Predicate<Attempt> isMeant) {
        return IntStream.range(0, DEVICES)
                .filter(device -> isMeant.test(attempt(faults, device, "A", "2.5.0", 1)))
                .count();
    }

    private Attempt attempt(UpgradeFaults faults, int device, String batch, String version, int number) {
        return attempt(faults, DeviceModel.SAG_100WM, device, batch, version, number);
    }

    private Attempt attempt(
            UpgradeFaults faults, DeviceModel model, int device, String batch, String version, int number) {
        return drawn(faults, fleet, model, device, batch, version, number);
    }

    private static Attempt drawn(
            UpgradeFaults faults, Seed fleet, DeviceModel model, int device, String batch, String version, int number) {
        Upgrade order = ORDERS.computeIfAbsent(version + ' ' + number, any -> order(version, number));
        var draws = new UpgradeDraws(fleet, fleet.at(device), model, new Place("site", "region", batch));
        return Attempt.drawn(faults, draws, order, image(version), Optional.empty(), 0, 0);
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

    private static UpgradeFaults faults(Map<UpgradeFault, Double> rates, Map<UpgradeFaultKind, Grouping> correlated) {
        return new UpgradeFaults(Map.of(DeviceModel.SAG_100WM, rates(rates)), Map.of(), correlated, List.of());
    }

    private static UpgradeFaultRates rates(Map<UpgradeFault, Double> rates) {
        return new UpgradeFaultRates(rates);
    }

    private static UpgradeFault fault(String text) {
        return UpgradeFault.parse(text).orElseThrow();
    }

    private static void assertProbable(long found, double probability) {
        assertProbable(found, probability, DEVICES);
    }

    /** Within six standard deviations, which is missed once in 500 million times. */
    private static void assertProbable(long found, double probability, int of) {
        double mean = of * probability;
        double deviation = Math.sqrt(mean * (1 - probability));
        assertThat((double) found).as("seed %d", SEED).isBetween(mean - 6 * deviation, mean + 6 * deviation);
    }
}
