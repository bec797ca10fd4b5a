package dev.sagfleet.agent.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Golden files with random damage: whatever comes in, a message comes out or the reason why not. */
class MutatedFrameTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int FRAMES = 100_000;
    private static final int CHANGES_MAX = 4;
    private static final String[] PIECES = {
        "null", "true", "-1", "0", "1e999", "9223372036854775808", "\"\"", "{}", "[]", "\\ud800", "\u0000", ",", ":"
    };

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<byte[]> uplink = golden(ContractTest.uplink());
    private final List<byte[]> downlink = golden(ContractTest.downlink());

    @Test
    void damagedFrameIsReadOrRefusedAndNothingElse() {
        int read = 0;
        for (int i = 0; i < FRAMES; i++) {
            boolean up = random.nextBoolean();
            byte[] frame = any(up ? uplink : downlink);
            for (int changes = random.nextInt(1, CHANGES_MAX + 1); changes > 0 && frame.length > 0; changes--) {
                frame = change(frame);
            }
            read += reads(up, frame) ? 1 : 0;
        }

        assertThat(read).as("frames read, seed %d", SEED).isBetween(FRAMES / 100, FRAMES - FRAMES / 100);
    }

    private boolean reads(boolean up, byte[] frame) {
        try {
            return up ? readsUplink(frame) : readsDownlink(frame);
        } catch (MalformedMessageException | RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + SEED + ", frame " + new String(frame, ISO_8859_1), e);
        }
    }

    private static boolean readsUplink(byte[] frame) throws MalformedMessageException {
        Envelope<UplinkMessage> envelope;
        try {
            envelope = MessageCodec.decodeUplink(frame);
        } catch (MalformedMessageException e) {
            return refused(e);
        }
        byte[] written = MessageCodec.encodeUplink(envelope);
        require(MessageCodec.decodeUplink(written).equals(envelope), "written as another");
        return true;
    }

    private static boolean readsDownlink(byte[] frame) throws MalformedMessageException {
        Envelope<DownlinkMessage> envelope;
        try {
            envelope = MessageCodec.decodeDownlink(frame);
        } catch (MalformedMessageException e) {
            return refused(e);
        }
        byte[] written = MessageCodec.encodeDownlink(envelope);
        require(MessageCodec.decodeDownlink(written).equals(envelope), "written as another");
        return true;
    }

    private static boolean refused(MalformedMessageException reason) {
        require(isOneShortLine(String.valueOf(reason.getMessage())), "a long reason");
        return false;
    }

    private static boolean isOneShortLine(String reason) {
        return reason.length() < 400 && reason.indexOf('\n') < 0;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    private static List<byte[]> golden(Stream<? extends Envelope<?>> envelopes) {
        return envelopes
                .map(envelope -> GoldenFiles.text(envelope.message().getClass().getSimpleName()))
                .map(text -> text.replaceAll("\\s+", " ").getBytes(UTF_8))
                .toList();
    }

    private byte[] any(List<byte[]> frames) {
        return frames.get(random.nextInt(frames.size()));
    }

    private byte[] change(byte[] frame) {
        int at = random.nextInt(frame.length);
        return switch (random.nextInt(6)) {
            case 0 -> withByte(frame, at, frame[at] ^ 1 << random.nextInt(8));
            case 1 -> withByte(frame, at, random.nextInt(256));
            case 2 -> splice(frame, at, new byte[0], Math.min(frame.length, at + random.nextInt(1, 9)));
            case 3 -> splice(frame, at, PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8), at);
            case 4 -> splice(frame, at, frame, at);
            default -> {
                byte[] other = any(random.nextBoolean() ? uplink : downlink);
                yield splice(frame, at, Arrays.copyOfRange(other, random.nextInt(other.length), other.length), at);
            }
        };
    }

    private static byte[] withByte(byte[] frame, int at, int value) {
        byte[] changed = frame.clone();
        changed[at] = (byte) value;
        return changed;
    }

    /** The frame up to {@code to}, the piece, and the frame from {@code from}. */
    private static byte[] splice(byte[] frame, int to, byte[] piece, int from) {
        byte[] changed = Arrays.copyOf(frame, to + piece.length + frame.length - from);
        System.arraycopy(piece, 0, changed, to, piece.length);
        System.arraycopy(frame, from, changed, to + piece.length, frame.length - from);
        return changed;
    }
}
