package dev.sagfleet.agent.firmware;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A text kept in two places, of which the older is written each time: whatever a power cut makes of that one, the other
 * still holds what was kept last. Source: firmware rule F10.
 *
 * <p>A record is 4 bytes {@code SAG1}, 8 of a sequence number, 4 of the length of the text, 4 of the CRC-32C of these and
 * the text, and the text in UTF-8; numbers are big-endian. What does not check is as if it had not been written. Bytes
 * behind a record are left over from a longer one.
 */
public final class TwoPlaces {
    private static final int MAGIC = 0x53414731;
    private static final int SUM_AT = 16;
    private static final int TEXT_AT = 20;

    /** One of the two. */
    public enum Place {
        FIRST,
        SECOND
    }

    /**
     * What two places hold.
     *
     * @param text the latest; absent if neither holds any
     * @param sequence its number; 0 if there is none
     * @param older where the next record goes
     */
    public record Latest(Optional<String> text, long sequence, Place older) {
        /** The bytes of the next record, which go to {@link #older}. */
        public byte[] next(String successor) {
            return record(sequence + 1, successor);
        }

        /** What the places hold once those bytes are written. */
        public Latest after(String successor) {
            return new Latest(Optional.of(successor), sequence + 1, older == Place.FIRST ? Place.SECOND : Place.FIRST);
        }
    }

    private record Entry(long sequence, String text) {}

    /** Finds what was kept last. Places that were never written are empty. */
    public static Latest read(byte[] first, byte[] second) {
        Optional<Entry> one = entry(first);
        Optional<Entry> other = entry(second);
        boolean firstIsLatest =
                one.map(Entry::sequence).orElse(0L) > other.map(Entry::sequence).orElse(0L);
        Optional<Entry> latest = firstIsLatest ? one : other;
        return new Latest(
                latest.map(Entry::text),
                latest.map(Entry::sequence).orElse(0L),
                firstIsLatest ? Place.SECOND : Place.FIRST);
    }

    private static byte[] record(long sequence, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuffer record = ByteBuffer.allocate(TEXT_AT + bytes.length);
        record.putInt(MAGIC).putLong(sequence).putInt(bytes.length).putInt(0).put(bytes);
        record.putInt(SUM_AT, sum(record.array(), bytes.length));
        return record.array();
    }

    private static Optional<Entry> entry(byte[] place) {
        if (place.length < TEXT_AT) {
            return Optional.empty();
        }
        ByteBuffer record = ByteBuffer.wrap(place);
        int magic = record.getInt();
        long sequence = record.getLong();
        int length = record.getInt();
        int sum = record.getInt();
        if (magic != MAGIC
                || sequence < 1
                || length < 0
                || length > place.length - TEXT_AT
                || sum != sum(place, length)) {
            return Optional.empty();
        }
        return Optional.of(new Entry(sequence, new String(place, TEXT_AT, length, UTF_8)));
    }

    private static int sum(byte[] place, int length) {
        var sum = new CRC32C();
        sum.update(place, 0, SUM_AT);
        sum.update(place, TEXT_AT, length);
        return (int) sum.getValue();
    }

    private TwoPlaces() {}
}
