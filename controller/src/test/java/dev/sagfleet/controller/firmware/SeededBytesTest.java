package dev.sagfleet.controller.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Images that are made and cost no storage. Source: firmware rule F4. */
class SeededBytesTest {
    private static final int SIZE = 1_003;

    @Test
    void theyAreWhatSplitMix64Draws() {
        var random = new SplittableRandom(7);
        ByteBuffer expected = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
        while (expected.hasRemaining()) {
            expected.putLong(random.nextLong());
        }

        assertThat(part(7, 0, 1_000)).isEqualTo(expected.array());
    }

    @Test
    void anyPartIsThatOfTheWhole() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        byte[] whole = part(seed, 0, SIZE);
        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(SIZE);
            int to = random.nextInt(from, SIZE);

            assertThat(part(seed, from, to - from))
                    .as("seed %d, from %d to %d", seed, from, to)
                    .isEqualTo(Arrays.copyOfRange(whole, from, to));
        }
    }

    @Test
    void otherSeedsAreOtherBytes() {
        assertThat(part(1, 0, 64)).isNotEqualTo(part(2, 0, 64));
        assertThat(part(Long.MIN_VALUE, 5_000_000_000L, 64)).isNotEqualTo(part(Long.MIN_VALUE, 0, 64));
    }

    @Test
    void theDigestIsThatOfAllBytes() throws IOException {
        try (ImageContent content = ImageContent.ofSeed(7, 3)) {
            assertThat(ContentDigest.of(content))
                    .isEqualTo(new Digest("983edfaad58e2881edbde2b01835bc6e6f3931842fc9b06c1b72b419e34b9112"));
        }
    }

    @Test
    void nothingIsReadBeyondTheEnd() {
        try (ImageContent content = ImageContent.ofSeed(7, 3)) {
            assertThatThrownBy(() -> content.read(1, ByteBuffer.allocate(3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("position: 1 and 3 (expected: within 3)");
        }
    }

    private static byte[] part(long seed, long from, int length) {
        byte[] part = new byte[length];
        SeededBytes.fill(seed, from, ByteBuffer.wrap(part));
        return part;
    }
}
