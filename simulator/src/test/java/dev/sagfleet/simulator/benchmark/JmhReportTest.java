package dev.sagfleet.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file in the test resources is one that JMH wrote, without most of what is not read. */
class JmhReportTest {
    private static final Path CAPTURED = Path.of("src/test/resources/benchmark/jmh.json");

    private final Path directory;

    JmhReportTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path written(String text) throws IOException {
        return Files.writeString(directory.resolve("jmh.json"), text);
    }

    @Test
    void scenariosAndContendersHaveTheirNames() throws IOException {
        assertThat(JmhReport.read(CAPTURED))
                .extracting(
                        BucketResult::scenario,
                        BucketResult::contender,
                        BucketResult::isOurs,
                        BucketResult::isToldTheTime)
                .containsExactly(
                        tuple("hot", "ours time passed", true, true),
                        tuple("random of 1,000,000", "ours", true, false),
                        tuple("random of 1,000,000", "bucket4j lock free", false, false));
    }

    @Test
    void spreadIsThatOfAllIterationsOfAllForks() throws IOException {
        BucketResult peer = JmhReport.read(CAPTURED).get(2);

        assertThat(peer.wallNanos()).isEqualTo(new Spread(1045.314, 1814.076, 3485.36));
        assertThat(peer.cpuNanos()).isEqualTo(new Spread(1003.714, 1075.754, 1332.893));
        assertThat(peer.allocatedBytes()).isCloseTo(64, within(0.1));
        assertThat(peer.bucketBytes().orElseThrow()).isCloseTo(252.3, within(0.1));
    }

    @Test
    void ratioOfTwoContendersIsThatOfTheirMedians() throws IOException {
        List<BucketResult> results = JmhReport.read(CAPTURED);

        double ratio = results.get(2).cpuNanos().over(results.get(1).cpuNanos());

        assertThat(ratio).isCloseTo(1075.754 / 197.096, within(1e-9));
    }

    @Test
    void twoBucketsAreTooFewToWeigh() throws IOException {
        assertThat(JmhReport.read(CAPTURED).get(0).bucketBytes()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void reportInAnotherUnitIsRefused() throws IOException {
        Path report = written(Files.readString(CAPTURED).replace("ns/op", "us/op"));

        assertThatExceptionOfType(BenchmarkException.class)
                .isThrownBy(() -> JmhReport.read(report))
                .withMessage("The report of JMH has values in us/op (expected: ns/op): build the benchmark again.");
    }

    @Test
    void reportWithoutResultsIsRefused() throws IOException {
        Path report = written("[]");

        assertThatExceptionOfType(BenchmarkException.class).isThrownBy(() -> JmhReport.read(report));
    }
}
