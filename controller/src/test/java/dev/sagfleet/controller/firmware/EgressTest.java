package dev.sagfleet.controller.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EgressTest {
    private static final long MIB = 1 << 20;

    private final Egress egress = new Egress(Optional.of(Bandwidth.ofMegabits(100)), 10);

    @Test
    void downloadsAreLetInWhileThereIsRoomForThem() {
        Egress.Reservation first = reserve("a", 60).orElseThrow();
        assertThat(reserve("b", 50)).isEmpty();
        assertThat(reserve("c", 40)).isPresent();
        assertThat(egress.reservedBitsPerSecond()).isEqualTo(100_000_000);

        first.end();
        first.end();

        assertThat(egress.reservedBitsPerSecond()).isEqualTo(40_000_000);
        assertThat(reserve("b", 50)).isPresent();
    }

    @Test
    void aDeviceWithMoreThanThereIsGetsAllThatThereIs() {
        assertThat(reserve("a", 500).orElseThrow().rate()).isEqualTo(Bandwidth.ofMegabits(100));
        assertThat(reserve("b", 1)).isEmpty();
    }

    @Test
    void aLaterDownloadOfADeviceTakesThePlaceOfTheEarlierOne() {
        var superseded = new AtomicInteger();
        Egress.Reservation earlier = egress.reserve(
                        new SerialNumber("a"), Bandwidth.ofMegabits(100), MIB, 0, superseded::incrementAndGet)
                .orElseThrow();

        Egress.Reservation later = reserve("a", 100).orElseThrow();

        assertThat(superseded).hasValue(1);
        assertThat(earlier.isRunning()).isFalse();
        earlier.end();
        assertThat(later.isRunning()).isTrue();
        assertThat(egress.reservedBitsPerSecond()).isEqualTo(100_000_000);
        assertThat(egress.downloads()).isEqualTo(1);
    }

    @Test
    void withoutACapOnlyTheNumberOfDownloadsIsLimited() {
        var open = new Egress(Optional.empty(), 3);
        for (String serial : List.of("a", "b", "c")) {
            assertThat(open.reserve(new SerialNumber(serial), Bandwidth.ofMegabits(1_000), MIB, 0, () -> {}))
                    .isPresent();
        }
        assertThat(open.reserve(new SerialNumber("d"), Bandwidth.ofMegabits(1), MIB, 0, () -> {}))
                .isEmpty();
        assertThat(open.reserve(new SerialNumber("a"), Bandwidth.ofMegabits(1), MIB, 0, () -> {}))
                .isPresent();
    }

    @Test
    void neverIsMoreReservedThanThereIsWhateverHappens() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        Deque<Egress.Reservation> made = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextBoolean()) {
                reserve("device" + random.nextInt(20), random.nextInt(1, 200)).ifPresent(made::add);
            } else if (!made.isEmpty()) {
                made.remove().end();
            }
            assertThat(egress.reservedBitsPerSecond()).as("seed %d", seed).isBetween(0L, 100_000_000L);
            assertThat(egress.downloads()).as("seed %d", seed).isBetween(0, 10);
        }
        made.forEach(Egress.Reservation::end);
        assertThat(egress.reservedBitsPerSecond()).as("seed %d", seed).isZero();
    }

    @Test
    void whoIsTurnedAwayComesAgainWhenItIsHisTurn() {
        reserve("a", 100, 125 * 1_000_000L); // 10 s

        assertThat(egress.retryAfter(125 * 1_000_000L, 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(egress.retryAfter(125 * 1_000_000L, 0)).isEqualTo(Duration.ofSeconds(20));
        assertThat(egress.retryAfter(1, Duration.ofSeconds(29).toNanos())).isEqualTo(Backlog.MIN);
    }

    @Test
    void thoseWhoAreTurnedAwayAtOnceDoNotComeBackAtOnce() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            waits.add(egress.retryAfter(64 * MIB, 0));
        }

        List<Duration> late = waits.subList(1_000, waits.size());
        assertThat(late).allSatisfy(wait -> assertThat(wait).isBetween(Backlog.MAX.dividedBy(2), Backlog.MAX));
        Set<Long> seconds = new HashSet<>();
        late.forEach(wait -> seconds.add(wait.toSeconds()));
        assertThat(seconds).hasSize(150);
        long crowdedMax = seconds.stream()
                .mapToLong(second ->
                        late.stream().filter(wait -> wait.toSeconds() == second).count())
                .max()
                .orElseThrow();
        assertThat(crowdedMax).isLessThan(2L * late.size() / 150);
    }

    private Optional<Egress.Reservation> reserve(String serial, int megabits) {
        return reserve(serial, megabits, MIB);
    }

    private Optional<Egress.Reservation> reserve(String serial, int megabits, long bytes) {
        return egress.reserve(new SerialNumber(serial), Bandwidth.ofMegabits(megabits), bytes, 0, () -> {});
    }
}
