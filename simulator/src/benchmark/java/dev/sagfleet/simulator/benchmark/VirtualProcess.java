package dev.sagfleet.simulator.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A {@link VirtualPeer} at work, and the time since its JVM was started. */
final class VirtualProcess implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long startNanos = System.nanoTime();
    private final Process process;
    private final BufferedReader out;

    VirtualProcess(List<String> flags, List<String> arguments) throws IOException {
        process = new ProcessBuilder(JvmCommand.of(VirtualPeer.class, flags, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** What it prints next. */
    String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new BenchmarkException("a process of the benchmark ended by itself: what it printed above says why");
        }
        return line;
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    }

    /** Waits for it to end by itself. */
    void end() throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new BenchmarkException("a process of the benchmark failed: what it printed above says why");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
