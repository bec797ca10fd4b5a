package dev.sagfleet.controller.rpc;

import static dev.sagfleet.controller.rpc.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private static final Instant NOW = Client.NOW;

    private final AtomicLong elapsedSeconds = new AtomicLong();

    private Nonces nonces(int most) {
        return nonces(most, NonceLog.NONE);
    }

    private Nonces nonces(int most, NonceLog log) {
        return new Nonces(most, Nonces.WINDOW, log, () -> TimeUnit.SECONDS.toNanos(elapsedSeconds.get()), 7);
    }

    @Test
    void nonceIsUsedOnce() {
        var nonces = nonces(10);
        nonces.use("key", "a", NOW, NOW);

        assertThat(refusal(() -> nonces.use("key", "a", NOW.plusSeconds(1), NOW.plusSeconds(1))))
                .isEqualTo("400 SignatureNonceUsed");
    }

    @Test
    void nonceBelongsToItsKey() {
        var nonces = nonces(10);

        nonces.use("key", "a", NOW, NOW);
        nonces.use("key2", "a", NOW, NOW);
        nonces.use("ke", "ya", NOW, NOW);
    }

    @Test
    void nonceIsRememberedAsLongAsItsTimestampIsFresh() {
        for (int aheadSeconds : new int[] {-900, -899, -60, 0, 1, 59, 900}) {
            var nonces = nonces(10);
            Instant timestamp = NOW.plusSeconds(aheadSeconds);
            nonces.use("key", "a", timestamp, NOW);

            Instant last = timestamp.plus(Nonces.WINDOW);
            assertThat(refusal(() -> nonces.use("key", "a", timestamp, last)))
                    .as("%s s ahead", aheadSeconds)
                    .isEqualTo("400 SignatureNonceUsed");
        }
    }

    @Test
    void fullMemoryTurnsAwayInsteadOfForgetting() {
        var nonces = nonces(3);
        IntStream.range(0, 3).forEach(i -> nonces.use("key", "n" + i, NOW, NOW));

        assertThat(refusal(() -> nonces.use("key", "new", NOW, NOW))).isEqualTo("400 Throttling");
        assertThat(refusal(() -> nonces.use("key", "n0", NOW, NOW))).isEqualTo("400 SignatureNonceUsed");
    }

    @Test
    void expiredNoncesMakeRoom() {
        var nonces = nonces(3);
        IntStream.range(0, 3).forEach(i -> nonces.use("key", "n" + i, NOW, NOW));
        Instant later = NOW.plus(Nonces.WINDOW).plus(Duration.ofMinutes(5));
        elapsedSeconds.set(Duration.between(NOW, later).toSeconds());

        nonces.use("key", "n0", later, later);
        nonces.use("key", "n1", later, later);
        nonces.use("key", "new", later, later);

        assertThat(refusal(() -> nonces.use("key", "more", later, later))).isEqualTo("400 Throttling");
    }

    @Test
    void aClockThatGoesForthAndBackMakesNothingForgotten() {
        var nonces = nonces(10);
        nonces.use("key", "a", NOW, NOW);
        Instant ahead = NOW.plus(Duration.ofHours(3));
        elapsedSeconds.set(60);
        nonces.use("key", "b", ahead, ahead);

        assertThat(refusal(() -> nonces.use("key", "a", NOW, NOW.plusSeconds(60))))
                .isEqualTo("400 SignatureNonceUsed");
        nonces.use("key", "c", NOW.plusSeconds(60), NOW.plusSeconds(60));
    }

    @Test
    void aClockThatIsSetBackForGoodBringsNoReplayOfWhatIsForgotten() {
        var nonces = nonces(10);
        nonces.use("key", "a", NOW, NOW);
        Instant later = NOW.plus(Duration.ofHours(1));
        elapsedSeconds.set(3_600);
        nonces.use("key", "b", later, later);

        assertThat(refusal(() -> nonces.use("key", "a", NOW, NOW))).isEqualTo("400 InvalidTimeStamp.Expired");
    }

    @Test
    void whatIsRestoredIsUsedAndWhatIsLostIsRefused() {
        Map<Long, List<Long>> kept = new TreeMap<>(Comparator.reverseOrder());
        var before = nonces(10, new NonceLog() {
            @Override
            public void add(long slice, long hash) {
                kept.computeIfAbsent(slice, same -> new ArrayList<>()).add(hash);
            }

            @Override
            public void forget(long slice) {}
        });
        Instant early = NOW.minus(Duration.ofMinutes(10));
        before.use("key", "early", early, NOW);
        before.use("key", "a", NOW, NOW);
        before.use("key", "b", NOW, NOW);

        var after = nonces(2);
        kept.forEach((slice, hashes) ->
                after.restore(slice, hashes.stream().mapToLong(Long::longValue).toArray()));

        assertThat(after.size()).isEqualTo(2);
        assertThat(refusal(() -> after.use("key", "a", NOW, NOW))).isEqualTo("400 SignatureNonceUsed");
        assertThat(refusal(() -> after.use("key", "early", early, NOW))).isEqualTo("400 InvalidTimeStamp.Expired");
    }

    @Test
    void whatWasSignedBeforeAPowerCutIsRefusedAndNothingElse() {
        var nonces = nonces(10);
        nonces.forgetSignedBefore(NOW);

        assertThat(refusal(() -> nonces.use("key", "a", NOW.minusSeconds(1), NOW)))
                .isEqualTo("400 InvalidTimeStamp.Expired");
        nonces.use("key", "a", NOW, NOW);
    }

    /** A thousand times a thousand calls, all within one window, of which none is turned away and none counts twice. */
    @Tag("attack")
    @Test
    void millionsOfCallsWithinAWindowAreTakenOnceEach() {
        int calls = 1_200_000 * Integer.getInteger("attack.scale", 1);
        var nonces = nonces(calls);
        for (int i = 0; i < calls; i++) {
            Instant now = NOW.plusSeconds(i * 800L / calls);
            nonces.use("key", Integer.toString(i), now, now);
        }

        assertThat(nonces.size()).isEqualTo(calls);
        Instant end = NOW.plusSeconds(800);
        for (int i = 0; i < calls; i += 997) {
            String again = Integer.toString(i);
            assertThat(refusal(() -> nonces.use("key", again, end, end))).isEqualTo("400 SignatureNonceUsed");
        }
        assertThat(refusal(() -> nonces.use("key", "one more", end, end))).isEqualTo("400 Throttling");
        assertThat(nonces.turnedAway()).isEqualTo(1);
    }

    @Test
    void oneOfManyThreadsGetsTheNonce() throws InterruptedException, ExecutionException {
        var nonces = nonces(1_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 100; round++) {
                String nonce = "n" + round;
                Callable<Integer> use = () -> {
                    try {
                        nonces.use("key", nonce, NOW, NOW);
                        return 1;
                    } catch (ApiException used) {
                        return 0;
                    }
                };
                int taken = 0;
                for (Future<Integer> result : threads.invokeAll(List.of(use, use, use, use))) {
                    taken += result.get();
                }
                assertThat(taken).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
