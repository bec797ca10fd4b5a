package dev.sagfleet.agent.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.protocol.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);

    /** Source: NIST, example values for SHA-256. */
    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq, "
                + "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    })
    void knownAnswers(String text, String hex) {
        Sha256 hash = Sha256.start();

        hash.update(ByteBuffer.wrap(text.getBytes(UTF_8)));

        assertThat(hash.finish()).isEqualTo(new Digest(hex));
    }

    @Test
    void everyLengthAroundTwoBlocksIsAsTheRuntimeHasIt() {
        byte[] bytes = random(new SplittableRandom(SEED), 200);
        for (int length = 0; length <= bytes.length; length++) {
            Sha256 hash = Sha256.start();

            hash.update(ByteBuffer.wrap(bytes, 0, length));

            assertThat(hash.bytes()).isEqualTo(length);
            assertThat(hash.finish()).as("%d bytes", length).isEqualTo(expected(bytes, length));
        }
    }

    @Test
    void anyPiecesWithAnyPowerCutsBetweenThemComeToTheSame() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = random(random, random.nextInt(1, 2_000));
            Sha256 hash = Sha256.start();
            for (int at = 0; at < bytes.length; ) {
                int piece = random.nextInt(1, Math.min(bytes.length - at, 300) + 1);
                ByteBuffer more = random.nextBoolean() ? ByteBuffer.allocate(piece) : ByteBuffer.allocateDirect(piece);
                more.put(bytes, at, piece).flip();
                hash.update(more);
                at += piece;
                if (random.nextInt(3) == 0) {
                    Checkpoint kept = hash.checkpoint();
                    assertThat(kept.bytes()).isEqualTo(at);
                    hash = Sha256.from(kept);
                }
            }

            assertThat(hash.finish()).as("seed %d, round %d", SEED, round).isEqualTo(expected(bytes, bytes.length));
        }
    }

    @Test
    void whatIsWrittenDownAtACheckpointIsShort() {
        Sha256 hash = Sha256.start();
        hash.update(ByteBuffer.allocate(4 << 20));

        assertThat(hash.checkpoint().hashState()).hasSize(72);
        assertThat(Sha256.start().checkpoint()).isEqualTo(Checkpoint.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "AAAA", "nothing of the kind"})
    void aStateThatIsNoneIsRefused(String hashState) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sha256.from(new Checkpoint(64, hashState)));
    }

    private static byte[] random(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Digest expected(byte[] bytes, int length) {
        try {
            MessageDigest runtime = MessageDigest.getInstance("SHA-256");
            runtime.update(bytes, 0, length);
            return Digest.of(runtime.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
