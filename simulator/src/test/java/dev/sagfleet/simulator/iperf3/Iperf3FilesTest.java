package dev.sagfleet.simulator.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import dev.sagfleet.simulator.iperf3.Iperf3Run.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file in the test resources is one that iperf3 3.12 wrote, without most of what is not read. */
class Iperf3FilesTest {
    private static final Path CAPTURED = Path.of("src/test/resources/iperf3/reverse.json");

    private final Path directory;

    Iperf3FilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path list(String text) throws IOException {
        return Files.writeString(directory.resolve("runs"), text);
    }

    @Test
    void readsWhatTheReceiverSaw() throws IOException {
        Iperf3Run run =
                Iperf3Files.read(list("ours\t15000\t0.05\t" + CAPTURED + '\n')).get(0);

        assertThat(run.contender()).isEqualTo("ours");
        assertThat(run.pressure()).isEqualTo(0.05);
        assertThat(run.intervals()).hasSize(10);
        assertThat(run.intervals().get(0)).isEqualTo(new Interval(0, 0.101914, 103_677_952));
        assertThat(run.deviation()).isCloseTo(15_018_281_869.696878 / 15e9 - 1, within(1e-9));
        assertThat(run.firstInterval()).isCloseTo(103_677_952 * 8 / 0.101914 / 15e9 - 1, within(1e-9));
    }

    @Test
    void aFileOfAnotherKindIsTold() throws IOException {
        Path failed = Files.writeString(directory.resolve("failed.json"), "{\"error\": \"unable to connect\"}");
        Path list = list("ours\t2\t0.05\t" + failed + '\n');

        assertThatIOException().isThrownBy(() -> Iperf3Files.read(list)).withMessage(failed + ": unable to connect");
    }

    @Test
    void theFirstSecondIsApartFromTheRest() {
        List<Interval> intervals = List.of(
                new Interval(0, 0.1, 50_000),
                new Interval(0.1, 1.001, 225_000),
                new Interval(1.001, 1.101, 25_000),
                new Interval(1.101, 1.201, 24_000));

        Iperf3Run run = new Iperf3Run("ours", 2, 0, 2e6, intervals);

        assertThat(run.deviation()).isZero();
        assertThat(run.firstInterval()).isCloseTo(1, within(1e-9));
        assertThat(run.firstSecond()).isCloseTo(275_000 * 8 / 1.001 / 2e6 - 1, within(1e-9));
        assertThat(run.later().getMin()).isCloseTo(-0.04, within(1e-9));
        assertThat(run.later().getMax()).isCloseTo(0, within(1e-9));
    }
}
