package dev.sagfleet.controller.rpc;

import static dev.sagfleet.controller.rpc.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private static final Instant NOW = Client.NOW;

    @Test
    void nonceIsUsedOnce() {
        var nonces = new Nonces(10, Nonces.WINDOW);
        nonces.use("key", "a", NOW, NOW);

        assertThat(refusal(() -> nonces.use("key", "a", NOW.plusSeconds(1), NOW.plusSeconds(1))))
                .isEqualTo("400 SignatureNonceUsed");
    }

    @Test
    void nonceBelongsToItsKey() {
        var nonces = new Nonces(10, Nonces.WINDOW);

        nonces.use("key", "a", NOW, NOW);
        nonces.use("key2", "a", NOW, NOW);
        nonces.use("ke", "ya", NOW, NOW);
    }

    @Test
    void nonceIsRememberedAsLongAsItsTimestampIsFresh() {
        for (int aheadSeconds : new int[] {-900, -899, -60, 0, 1, 59, 900}) {
            var nonces = new Nonces(10, Nonces.WINDOW);
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
        var nonces = new Nonces(3, Nonces.WINDOW);
        IntStream.range(0, 3).forEach(i -> nonces.use("key", "n" + i, NOW, NOW));

        assertThat(refusal(() -> nonces.use("key", "new", NOW, NOW))).isEqualTo("400 Throttling");
        assertThat(refusal(() -> nonces.use("key", "n0", NOW, NOW))).isEqualTo("400 SignatureNonceUsed");
    }

    @Test
    void expiredNoncesMakeRoom() {
        var nonces = new Nonces(3, Nonces.WINDOW);
        IntStream.range(0, 3).forEach(i -> nonces.use("key", "n" + i, NOW, NOW));
        Instant later = NOW.plus(Nonces.WINDOW).plus(Duration.ofMinutes(3));

        nonces.use("key", "n0", later, later);
        nonces.use("key", "n1", later, later);
        nonces.use("key", "new", later, later);

        assertThat(refusal(() -> nonces.use("key", "more", later, later))).isEqualTo("400 Throttling");
    }

    @Test
    void oneOfManyThreadsGetsTheNonce() throws InterruptedException, ExecutionException {
        var nonces = new Nonces(1_000, Nonces.WINDOW);
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
