package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    @Test
    void timesAreWrittenAsTheClassLibraryWritesThem() {
        long seed = 20_260_105;
        var random = new Random(seed);
        var text = new TimeText();
        int[] units = {1, 1_000, 1_000_000, 100_000_000, 1_000_000_000};
        for (int i = 0; i < 20_000; i++) {
            int unit = units[i % units.length];
            long second = random.nextLong(i % 2 == 0 ? 200_000 : 253_402_300_800L);
            Instant time = Instant.ofEpochSecond(second, (long) random.nextInt(1_000_000_000) / unit * unit);

            assertThat(text.of(time)).as("seed %d", seed).isEqualTo(time.toString());
        }
    }
}
