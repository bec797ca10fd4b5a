package dev.sagfleet.controller.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the downloads of rollouts reserve. */
@DisplayName("R17: the egress of a rollout")
class RolloutEgressTest {
    private static final long MIB = 1 << 20;

    private final Egress egress = new Egress(Optional.of(Bandwidth.ofMegabits(100)), 100);

    @Test
    void eachRolloutStaysWithinItsCapAndAllWithinThatOfTheController() {
        egress.limit("ro-1", megabits(30), 1);
        egress.limit("ro-2", megabits(60), 1);

        assertThat(reserve("a", "ro-1", 20)).isPresent();
        assertThat(reserve("b", "ro-1", 20)).isEmpty();
        assertThat(reserve("c", "ro-1", 10)).isPresent();
        assertThat(reserve("d", "ro-2", 500).orElseThrow().rate()).isEqualTo(Bandwidth.ofMegabits(60));
        assertThat(reserve("e", "ro-2", 1)).isEmpty();
        assertThat(reserve("f", 20)).isEmpty();
        assertThat(reserve("f", 10)).isPresent();
        assertThat(egress.use("ro-1")).isEqualTo(new Egress.Use(30_000_000, 2));
        assertThat(egress.use("ro-2")).isEqualTo(new Egress.Use(60_000_000, 1));
        assertThat(egress.use("ro-3")).isEqualTo(new Egress.Use(0, 0));
    }

    @Test
    void aRolloutWithoutACapHasThatOfTheControllerAlone() {
        egress.limit("ro-1", Optional.empty(), 1);

        assertThat(reserve("a", "ro-1", 90)).isPresent();
        assertThat(reserve("b", "ro-1", 20)).isEmpty();
        assertThat(egress.use("ro-1")).isEqualTo(new Egress.Use(90_000_000, 1));
    }

    @Test
    void aCapThatIsLoweredSlowsThoseThatRunUntilOthersHaveEnded() {
        egress.limit("ro-1", megabits(60), 1);
        Egress.Reservation one = reserve("a", "ro-1", 40).orElseThrow();
        Egress.Reservation other = reserve("b", "ro-1", 20).orElseThrow();
        var told = new AtomicInteger();
        one.whenRateChanges(told::incrementAndGet);

        egress.limit("ro-1", megabits(30), 2);
        assertThat(one.rate()).isEqualTo(Bandwidth.ofMegabits(20));
        assertThat(other.rate()).isEqualTo(Bandwidth.ofMegabits(10));
        assertThat(told).hasValue(1);
        assertThat(reserve("c", "ro-1", 1)).isEmpty();
        assertThat(egress.use("ro-1")).isEqualTo(new Egress.Use(30_000_000, 2));

        other.end();
        assertThat(one.rate()).isEqualTo(Bandwidth.ofMegabits(30));
        assertThat(told).hasValue(2);
        assertThat(reserve("c", "ro-1", 1)).isEmpty();

        egress.limit("ro-1", megabits(50), 3);
        assertThat(one.rate()).isEqualTo(Bandwidth.ofMegabits(40));
        assertThat(told).hasValue(3);
        assertThat(reserve("c", "ro-1", 10)).isPresent();
        assertThat(reserve("d", "ro-1", 1)).isEmpty();
    }

    @Test
    void whatIsToldLaterAndWasSoEarlierIsNoNews() {
        egress.limit("ro-1", megabits(20), 5);
        egress.limit("ro-1", megabits(90), 4);
        egress.forget("ro-1", 4);

        assertThat(egress.limitOf("ro-1")).contains(new RolloutLimit("ro-1", megabits(20)));
        assertThat(reserve("a", new RolloutLimit("ro-1", megabits(90)), 30)
                        .orElseThrow()
                        .rate())
                .isEqualTo(Bandwidth.ofMegabits(20));
    }

    @Test
    void whatIsReadCountsWhereNothingWasTold() {
        Egress.Reservation running =
                reserve("a", new RolloutLimit("ro-1", megabits(40)), 40).orElseThrow();
        assertThat(reserve("b", new RolloutLimit("ro-1", megabits(40)), 1)).isEmpty();
        assertThat(reserve("b", new RolloutLimit("ro-1", megabits(50)), 10)).isPresent();
        assertThat(egress.limitOf("ro-1")).isEmpty();

        egress.limit("ro-1", megabits(25), 1);
        assertThat(running.rate()).isEqualTo(Bandwidth.ofMegabits(20));

        egress.forget("ro-1", 2);
        assertThat(egress.limitOf("ro-1")).isEmpty();
        assertThat(reserve("c", 40)).isPresent();
    }

    @Test
    void aLaterDownloadOfADeviceFreesTheRoomOfTheEarlierOneInItsRollout() {
        egress.limit("ro-1", megabits(20), 1);
        egress.limit("ro-2", megabits(20), 1);
        assertThat(reserve("a", "ro-1", 20)).isPresent();
        assertThat(reserve("a", "ro-1", 20)).isPresent();

        assertThat(reserve("a", "ro-2", 20)).isPresent();

        assertThat(egress.use("ro-1").downloads()).isZero();
        assertThat(reserve("b", "ro-1", 20)).isPresent();
        assertThat(egress.reservedBitsPerSecond()).isEqualTo(40_000_000);
    }

    @Test
    void whoIsTurnedAwayByItsRolloutComesAgainWhenItIsHisTurnInThat() {
        egress.limit("ro-1", megabits(8), 1);
        Optional<RolloutLimit> limit = egress.limitOf("ro-1");
        egress.reserve(new SerialNumber("a"), limit, Bandwidth.ofMegabits(8), 10_000_000, 0, () -> {}); // 10 s

        assertThat(egress.retryAfter(limit, Bandwidth.ofMegabits(8), 10_000_000, 0))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(egress.retryAfter(limit, Bandwidth.ofMegabits(8), 10_000_000, 0))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(egress.retryAfter(1, 0)).isEqualTo(Backlog.MIN);
    }

    @Test
    void neverIsMoreReservedForARolloutThanItsCapWhateverHappens() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        Map<String, Long> caps = new HashMap<>();
        List<Egress.Reservation> made = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String rollout = "ro-" + random.nextInt(3);
            int what = random.nextInt(8);
            if (what == 0) {
                caps.put(rollout, 20L + random.nextInt(60));
                egress.limit(rollout, megabits(caps.get(rollout)), i);
            } else if (what < 5 && caps.containsKey(rollout)) {
                reserve("device" + random.nextInt(20), rollout, random.nextInt(1, 40))
                        .ifPresent(made::add);
            } else if (what >= 5 && !made.isEmpty()) {
                made.remove(random.nextInt(made.size())).end();
            }
            caps.forEach((id, cap) -> assertThat(egress.use(id).bitsPerSecond())
                    .as("seed %d", seed)
                    .isBetween(0L, cap * 1_000_000));
            assertThat(egress.reservedBitsPerSecond()).as("seed %d", seed).isBetween(0L, 100_000_000L);
            assertThat(made).as("seed %d", seed).allMatch(one -> one.rate().compareTo(one.promised()) <= 0);
        }
        made.forEach(Egress.Reservation::end);
        assertThat(egress.reservedBitsPerSecond()).as("seed %d", seed).isZero();
        caps.keySet().forEach(id -> assertThat(egress.use(id)).isEqualTo(new Egress.Use(0, 0)));
    }

    private static Optional<Bandwidth> megabits(long megabits) {
        return Optional.of(Bandwidth.ofMegabits(megabits));
    }

    private Optional<Egress.Reservation> reserve(String serial, int megabits) {
        return egress.reserve(new SerialNumber(serial), Bandwidth.ofMegabits(megabits), MIB, 0, () -> {});
    }

    /** For a rollout of which was told. */
    private Optional<Egress.Reservation> reserve(String serial, String rollout, int megabits) {
        return reserve(serial, egress.limitOf(rollout).orElseThrow(), megabits);
    }

    private Optional<Egress.Reservation> reserve(String serial, RolloutLimit limit, int megabits) {
        return egress.reserve(
                new SerialNumber(serial), Optional.of(limit), Bandwidth.ofMegabits(megabits), MIB, 0, () -> {});
    }
}
