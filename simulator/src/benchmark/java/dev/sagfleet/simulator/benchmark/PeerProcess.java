package dev.sagfleet.simulator.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link HeapPeer} in a JVM that is started as this one was. */
final class PeerProcess implements AutoCloseable {
    private static final long END_SECONDS_MAX = 30;

    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;
    private final int port;

    private PeerProcess(Process process) throws IOException {
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        port = Integer.parseInt(line());
    }

    static PeerProcess start(String... arguments) throws IOException {
        Process started = new ProcessBuilder(JvmCommand.of(HeapPeer.class, List.of(), List.of(arguments)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new PeerProcess(started);
        } catch (IOException | RuntimeException e) {
            started.destroyForcibly();
            throw e;
        }
    }

    /** Where its server listens; 0 if it has none on a socket. */
    int port() {
        return port;
    }

    void grow(int devices, long seed) throws IOException {
        in.println("grow " + devices + ' ' + seed);
        line();
    }

    /** The bytes of its heap that are in use. */
    long heapBytes() throws IOException {
        in.println("measure");
        return Long.parseLong(line());
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new BenchmarkException("a process of the benchmark ended by itself: what it printed above says why");
        }
        return line;
    }

    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
