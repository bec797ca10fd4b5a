package dev.sagfleet.simulator.makes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EndThreadTest {
    @Test
    void aThreadThatEndedMeanwhileTakesNothingAway() throws InterruptedException {
        var isMeasured = new CountDownLatch(1);
        var hasWorked = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            spin(50_000_000);
            hasWorked.countDown();
            try {
                isMeasured.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        other.start();
        hasWorked.await();
        Map<Long, Long> before = EndThread.cpuNanosOfOthers();
        isMeasured.countDown();
        other.join();

        assertThat(before).containsKey(other.getId());
        assertThat(EndThread.cpuNanosOfOthersSince(before)).isNotNegative();
        assertThat(EndThread.cpuNanosOfOthersSince(Map.of())).isPositive();
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
