package dev.sagfleet.simulator.campaign;

import dev.sagfleet.simulator.benchmark.BenchmarkException;
import dev.sagfleet.simulator.benchmark.JvmCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A {@code sag} command in a process of its own, started as this JVM was. What it says is in a file. */
final class SagProcess {
    private final Process process;
    private final Path said;

    private SagProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /**
     * Starts it.
     *
     * @param sag the main class of the command
     * @param said the file to which it is added
     */
    static SagProcess start(Class<?> sag, Path said, List<String> arguments) throws IOException {
        Process started = new ProcessBuilder(JvmCommand.of(sag, List.of(), arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                .start();
        return new SagProcess(started, said);
    }

    /** @throws BenchmarkException if it has ended by itself */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchmarkException("a process of the campaign ended by itself: " + said + " says why");
        }
    }

    /** Ends it with a signal that no process can handle, as {@code kill -9} does; returns once it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
