package dev.sagfleet.simulator.virtual;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What happened in a run, line by line, and a hash over it. Two runs with the same inputs have the same lines, to the
 * byte, on every machine.
 */
public final class Journal {
    /** Whoever does not read the lines: then none is put together but for the hash. */
    public static final Consumer<String> NOBODY = line -> {};

    private static final int ROOM_FIRST = 256;
    private static final int ASCII_MAX = 127;

    private final Supplier<? extends CharSequence> stamp;
    private byte[] bytes = new byte[ROOM_FIRST];
    private int size;
    private final MessageDigest digest;
    private final Consumer<String> reader;
    private long lines;

    /** One whose lines begin with nanoseconds of virtual time; {@code reader} is told each. */
    public Journal(VirtualTime time, Consumer<String> reader) {
        this(() -> Long.toString(time.nowNanos()), reader);
    }

    /**
     * One whose lines begin with something else.
     *
     * @param stamp what a line begins with that is added now
     * @param reader is told each line
     */
    public Journal(Supplier<? extends CharSequence> stamp, Consumer<String> reader) {
        this.stamp = stamp;
        this.reader = reader;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Adds what happened now, with its stamp before it. */
    public void add(String what) {
        CharSequence begin = stamp.get();
        size = 0;
        write(begin);
        write(" ");
        write(what);
        write("\n");
        digest.update(bytes, 0, size);
        lines++;
        if (reader != NOBODY) {
            reader.accept(begin + " " + what);
        }
    }

    /** In UTF-8. Nearly all of it is ASCII, of which no copy is made. */
    private void write(CharSequence text) {
        int length = text.length();
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (size + length));
        }
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character > ASCII_MAX) {
                writeEncoded(text.subSequence(i, length).toString().getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[size++] = (byte) character;
        }
    }

    private void writeEncoded(byte[] encoded) {
        if (size + encoded.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (size + encoded.length));
        }
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    public long lines() {
        return lines;
    }

    /** The SHA-256 of all lines so far, each with a line feed, in hexadecimal digits. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the digests of every Java runtime can be cloned", e);
        }
    }
}
