package dev.sagfleet.simulator.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard error of this process, where the log goes. The log is written from threads that carry the connections of
 * devices, and a terminal that was stopped, or a pipe that nobody reads, must not stop those.
 */
final class StandardError {
    /** How long the end of the process waits for whoever reads it. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static volatile @Nullable LineQueue queue;

    /** From now on nobody waits who writes to {@link System#err}; what is still waiting at the end is written then. */
    static void detach() {
        LineQueue started = LineQueue.start("sag-stderr", new FileOutputStream(FileDescriptor.err));
        queue = started;
        System.setErr(new PrintStream(started, false, charset()));
        Runtime.getRuntime().addShutdownHook(new Thread(StandardError::drain, "sag-stderr-end"));
    }

    /** Waits until all that was written is out, or nobody reads it. */
    static void drain() {
        LineQueue started = queue;
        if (started != null) {
            started.drain(PATIENCE);
        }
    }

    private static Charset charset() {
        return Optional.ofNullable(System.getProperty("stderr.encoding"))
                .or(() -> Optional.ofNullable(System.getProperty("native.encoding")))
                .filter(Charset::isSupported)
                .map(Charset::forName)
                .orElseGet(Charset::defaultCharset);
    }

    private StandardError() {}
}
