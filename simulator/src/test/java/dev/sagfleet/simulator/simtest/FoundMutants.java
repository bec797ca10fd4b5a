package dev.sagfleet.simulator.simtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The worlds in which bugs were found last. They are tried first, since that takes one world where it took dozens; a bug
 * that is not found there any more is looked for from the first world on, as one of which nothing is known is.
 */
final class FoundMutants {
    private static final String FILE = "found-mutants.properties";

    /** Set to print each bug with the seed of the world in which it was found, as the file has them. */
    private static final boolean IS_TOLD = Boolean.getBoolean("sagfleet.mutants");

    private static final Properties KNOWN = read();

    private static Properties read() {
        var known = new Properties();
        try (InputStream file = FoundMutants.class.getResourceAsStream(FILE)) {
            if (file != null) {
                known.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    /** The seed to begin with, 1 or more. */
    static long seedOf(Enum<?> bug) {
        return Long.parseLong(KNOWN.getProperty(bug.name(), "1"));
    }

    static void tell(Enum<?> bug, long seed) {
        if (IS_TOLD) {
            System.out.println(bug.name() + '=' + seed);
        }
    }

    private FoundMutants() {}
}
