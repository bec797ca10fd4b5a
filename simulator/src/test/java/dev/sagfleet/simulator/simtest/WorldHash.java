package dev.sagfleet.simulator.simtest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The hashes of one world, whose journal is the same on every machine: after each 1,000 lines that of all lines so far,
 * and that of the end. As a hash goes on from the one before, the first one that differs says where two runs part.
 */
final class WorldHash {
    /** Large enough for all kinds of faults, and small enough for a second or two. */
    static final SimOptions WORLD = SimOptions.of(2026).withInstances(12).withMinutes(40);

    private static final int STEP = 1_000;
    private static final String FILE = "world-hash.txt";

    private final MessageDigest digest;
    private final List<String> hashes = new ArrayList<>();
    private long lines;

    private WorldHash() throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
    }

    /**
     * Prints the hashes, as they are kept in the repository.
     *
     * @throws IllegalStateException if a thread has been started for the world
     */
    public static void main(String[] arguments) throws NoSuchAlgorithmException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<String> hashes = of(WORLD);
        Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);
        started.removeIf(thread -> thread.getName().equals("Common-Cleaner")); // the JDK's own
        if (!started.isEmpty()) {
            throw new IllegalStateException("a world runs on one thread, and has started " + started);
        }
        var out = new PrintStream(System.out, true, US_ASCII);
        hashes.forEach(hash -> out.print(hash + "\n"));
    }

    /** Runs a world; the last hash is that of its result. */
    static List<String> of(SimOptions options) throws NoSuchAlgorithmException {
        var chain = new WorldHash();
        SimResult result = SimWorld.run(options, chain::add);
        chain.hashes.add(result.lines() + " " + result.hash());
        return chain.hashes;
    }

    /** Those that are kept in the repository. */
    static List<String> kept() throws IOException {
        try (InputStream file = WorldHash.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException(FILE + ": not there");
            }
            return new String(file.readAllBytes(), US_ASCII).lines().toList();
        }
    }

    private void add(String line) {
        digest.update(line.getBytes(UTF_8));
        digest.update((byte) '\n');
        lines++;
        if (lines % STEP == 0) {
            hashes.add(lines + " " + hash());
        }
    }

    private String hash() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the digests of every Java runtime can be cloned", e);
        }
    }
}
