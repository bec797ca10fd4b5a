package dev.sagfleet.simulator.fault;

import static dev.sagfleet.simulator.fault.DrawnAttempts.DEVICES;
import static dev.sagfleet.simulator.fault.DrawnAttempts.drawn;
import static dev.sagfleet.simulator.fault.DrawnAttempts.fault;
import static dev.sagfleet.simulator.fault.DrawnAttempts.faults;
import static dev.sagfleet.simulator.fault.DrawnAttempts.nextNanos;
import static dev.sagfleet.simulator.fault.DrawnAttempts.rates;
import static dev.sagfleet.simulator.fault.DrawnAttempts.strikes;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What attempts draw: how often, for whom together, and what it does not depend on. */
class AttemptTest {
    private static final long SEED = new SplittableRandom().nextLong();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final DrawnAttempts attempts = new DrawnAttempts(SEED);

    @Test
    void eachFaultComesAboutAsOftenAsItIsProbableAndForEachDeviceByItself() {
        UpgradeFaults faults = faults(Map.of(fault("boot"), 0.05, fault("check"), 0.2), Map.of());

        long boot = attempts.count(faults, attempt -> attempt.has(UpgradeFaultKind.BOOT));
        long check = attempts.count(faults, attempt -> attempt.has(UpgradeFaultKind.CHECK));
        long both = attempts.count(
                faults, attempt -> attempt.has(UpgradeFaultKind.BOOT) && attempt.has(UpgradeFaultKind.CHECK));

        attempts.assertProbable(boot, 0.05);
        attempts.assertProbable(check, 0.2);
        attempts.assertProbable(both, 0.01);
    }

    @Test
    void anotherAttemptAndAnotherImageAreDrawnAnew() {
        UpgradeFaults faults = faults(Map.of(fault("boot"), 0.5), Map.of());

        long again = IntStream.range(0, DEVICES)
                .filter(device ->
                        attempts.hasBoot(faults, device, "2.5.0", 1) && attempts.hasBoot(faults, device, "2.5.0", 2))
                .count();
        long other = IntStream.range(0, DEVICES)
                .filter(device ->
                        attempts.hasBoot(faults, device, "2.5.0", 1) && attempts.hasBoot(faults, device, "2.6.0", 1))
                .count();

        attempts.assertProbable(again, 0.25);
        attempts.assertProbable(other, 0.25);
        assertThat(struckBy(faults)).isEqualTo(struckBy(faults));
    }

    /** The first hundred devices that do not boot with an image. */
    private List<Integer> struckBy(UpgradeFaults faults) {
        return IntStream.range(0, 100)
                .filter(device -> attempts.hasBoot(faults, device, "2.5.0", 1))
                .boxed()
                .toList();
    }

    @Test
    void whatComesByTheMinuteComesAsOftenAsItIsProbable() {
        UpgradeFaults faults = faults(Map.of(fault("drop"), 0.02), Map.of());
        long strikes = 0;
        for (int device = 0; device < 400; device++) {
            strikes += strikes(
                    attempts.attempt(faults, device, "A", "2.5.0", 1), UpgradeFaultKind.DROP, 100L * 60_000_000_000L);
        }

        attempts.assertProbable(strikes, 0.02, 40_000);
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
                    .mapToObj(device ->
                            attempts.attempt(faults, device, "A", version, 1).has(UpgradeFaultKind.BOOT))
                    .distinct()
                    .toList();
            List<Boolean> batchB = IntStream.range(20, 40)
                    .mapToObj(device ->
                            attempts.attempt(faults, device, "B", version, 1).has(UpgradeFaultKind.BOOT))
                    .distinct()
                    .toList();
            assertThat(batchA).as("seed %d", SEED).hasSize(1);
            assertThat(batchB).as("seed %d", SEED).hasSize(1);
            struck.merge("A", batchA.get(0) ? 1 : 0, Integer::sum);
            struck.merge("B", batchB.get(0) ? 1 : 0, Integer::sum);
            differing += batchA.equals(batchB) ? 0 : 1;
        }

        attempts.assertProbable(requireNonNull(struck.get("A")), 0.3, images);
        attempts.assertProbable(requireNonNull(struck.get("B")), 0.3, images);
        attempts.assertProbable(differing, 0.42, images);
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
                .filter(image -> attempts.attempt(faults, DeviceModel.SAG_100WM, 0, "A", "3.0." + image, 1)
                                .has(UpgradeFaultKind.BOOT)
                        != attempts.attempt(faults, DeviceModel.SAG_1000, 1, "A", "3.0." + image, 1)
                                .has(UpgradeFaultKind.BOOT))
                .count();

        attempts.assertProbable(differing, 0.5, 1_000);
    }

    /** A site has one power line, whatever its devices are at. */
    @Test
    void thePowerOfASiteFailsForAllOfItAtTheSameMoment() {
        UpgradeFaults faults = faults(Map.of(fault("power"), 0.1), Map.of(UpgradeFaultKind.POWER, Grouping.SITE));
        OptionalLong first = nextNanos(attempts.attempt(faults, 0, "A", "2.5.0", 1), UpgradeFaultKind.POWER, 5 * HOUR);
        OptionalLong second = nextNanos(attempts.attempt(faults, 1, "B", "2.6.0", 3), UpgradeFaultKind.POWER, 5 * HOUR);
        UpgradeFaults alone = faults(Map.of(fault("power"), 0.1), Map.of());

        assertThat(first).as("seed %d", SEED).isPresent().isEqualTo(second);
        assertThat(nextNanos(attempts.attempt(alone, 0, "A", "2.5.0", 1), UpgradeFaultKind.POWER, 5 * HOUR))
                .isNotEqualTo(nextNanos(attempts.attempt(alone, 1, "A", "2.5.0", 1), UpgradeFaultKind.POWER, 5 * HOUR));
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

        assertThat(attempts.attempt(faults, 0, "A", "2.5.0", 1).has(UpgradeFaultKind.BOOT))
                .isTrue();
        assertThat(attempts.attempt(faults, 0, "B", "2.5.0", 1).has(UpgradeFaultKind.BOOT))
                .isFalse();
        assertThat(attempts.attempt(faults, 0, "B", "2.5.0", 1).has(UpgradeFaultKind.CHECK))
                .isTrue();
        assertThat(attempts.attempt(faults, 0, "C", "2.5.0", 1).has(UpgradeFaultKind.TUNNEL))
                .isTrue();
        assertThat(attempts.attempt(faults, 0, "C", "2.5.0", 1).has(UpgradeFaultKind.BOOT))
                .isTrue();
    }

    /** 5 % of SAG-100WM of batch B crash after 6 h with 2.5.0. */
    @Test
    void aBadImageIsBadForItsShareOfWhomItIsSaidAndForThemAlways() {
        var bad = new BadImage(
                Optional.of(FirmwareVersion.parse("2.5.0")),
                Optional.empty(),
                Optional.of(DeviceModel.SAG_100WM),
                Optional.empty(),
                List.of(new Cohort(Grouping.BATCH, "B")),
                rates(Map.of(fault("crash@6h"), 0.05)));
        UpgradeFaults faults = new UpgradeFaults(Map.of(), Map.of(), Map.of(), List.of(bad));
        List<Integer> struck = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            if (attempts.attempt(faults, device, "B", "2.5.0", 1).has(UpgradeFaultKind.CRASH)) {
                struck.add(device);
            }
        }

        attempts.assertProbable(struck.size(), 0.05);
        assertThat(struck).allMatch(device -> attempts.attempt(faults, device, "B", "2.5.0", 2)
                .has(UpgradeFaultKind.CRASH));
        assertThat(struck)
                .noneMatch(device ->
                        attempts.attempt(faults, device, "A", "2.5.0", 1).has(UpgradeFaultKind.CRASH))
                .noneMatch(device ->
                        attempts.attempt(faults, device, "B", "2.5.1", 1).has(UpgradeFaultKind.CRASH))
                .noneMatch(device -> attempts.attempt(faults, DeviceModel.SAG_1000, device, "B", "2.5.0", 1)
                        .has(UpgradeFaultKind.CRASH));
        assertThat(attempts.attempt(faults, struck.get(0), "B", "2.5.0", 1)
                        .fault(UpgradeFaultKind.CRASH)
                        .orElseThrow()
                        .duration())
                .isEqualTo(Duration.ofHours(6));
    }

    @Test
    void anotherSeedIsAnotherFleet() {
        UpgradeFaults faults = faults(Map.of(fault("boot"), 0.5), Map.of());
        List<Boolean> one = IntStream.range(0, 200)
                .mapToObj(device -> attempts.hasBoot(faults, device, "2.5.0", 1))
                .toList();
        var other = new Seed(SEED + 1);
        List<Boolean> two = IntStream.range(0, 200)
                .mapToObj(device -> drawn(faults, other, DeviceModel.SAG_100WM, device, "A", "2.5.0", 1)
                        .has(UpgradeFaultKind.BOOT))
                .toList();

        assertThat(two).isNotEqualTo(one);
    }
}
