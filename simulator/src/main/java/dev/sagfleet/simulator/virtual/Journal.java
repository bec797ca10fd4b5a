package dev.sagfleet.simulator.virtual;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What happened in a run, line by line, and a hash over it. Two runs with the same inputs have the same lines, to the
 * byte, on every machine.
 */
public final class Journal {
    private final Supplier<String> stamp;
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
    public Journal(Supplier<String> stamp, Consumer<String> reader) {
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
        String line = stamp.get() + " " + what;
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        lines++;
        reader.accept(line);
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
