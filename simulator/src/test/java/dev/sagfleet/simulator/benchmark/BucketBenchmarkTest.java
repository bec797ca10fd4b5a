package dev.sagfleet.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it says when it cannot run. */
class BucketBenchmarkTest {
    private final Path directory;

    BucketBenchmarkTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void saysHowToBuildWhatIsMissing() {
        Path missing = directory.resolve("target");

        assertThatExceptionOfType(BenchmarkException.class)
                .isThrownBy(() -> BucketBenchmark.run(missing, true))
                .withMessage("The benchmark of the buckets is not built: there is no " + missing.resolve("jmh")
                        + ". Build it with: mvn -B -Pjmh -pl agent process-classes");
    }

    @Test
    void saysThatItsProcessFailed() throws IOException {
        for (String empty : new String[] {"jmh", "jmh-lib", "classes"}) {
            Files.createDirectory(directory.resolve(empty));
        }

        assertThatExceptionOfType(BenchmarkException.class)
                .isThrownBy(() -> BucketBenchmark.run(directory, true))
                .withMessageContaining("exit code 1")
                .withMessageContaining("Build it anew");
    }
}
