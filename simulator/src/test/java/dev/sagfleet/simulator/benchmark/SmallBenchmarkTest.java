package dev.sagfleet.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.makes.ChangeResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That each part measures something; what it measures here says nothing. */
class SmallBenchmarkTest {
    private static final Effort SMALL = new Effort(
            1,
            Duration.ofMillis(250),
            8,
            20,
            1,
            20,
            20,
            50,
            10,
            Duration.ofMillis(100),
            1,
            20,
            50,
            2,
            300_000,
            2,
            3,
            300_000,
            600,
            50);

    private final List<String> progress = new ArrayList<>();

    @Test
    void commands() throws IOException, InterruptedException {
        List<Comparison> found = CommandBenchmark.run(SMALL, progress::add);

        assertThat(found)
                .extracting(Comparison::what)
                .containsExactly(
                        "tcp, no commit",
                        "tcp, committed",
                        "memory, no commit",
                        "memory, committed",
                        "memory, beside a writer");
        assertMeasured(found);
    }

    @Test
    void rollouts() throws IOException, InterruptedException {
        RolloutBenchmark.Result found = RolloutBenchmark.run(SMALL, progress::add);

        assertMeasured(found.comparisons());
        assertThat(found.comparisons())
                .extracting(Comparison::what)
                .containsExactly(
                        "stored reports, 2 members", "stored reports, 200 members", "stored reports, 600 members");
        assertThat(found.findings())
                .filteredOn(finding -> !finding.what().startsWith("latest of"))
                .extracting(Finding::what)
                .containsExactly(
                        "report at 2 members",
                        "report at 200 members",
                        "report at 600 members",
                        "report, from the fewest to the most",
                        "member in memory",
                        "stored report, from the fewest to the most",
                        "look at it: show",
                        "look at it: list",
                        "look at it: members, the first page",
                        "look at it: members, the last page",
                        "look at it: members that failed, of which there are none",
                        "look at it: check");
        assertThat(found.findings())
                .extracting(Finding::what)
                .anyMatch(what -> what.matches("latest of \\d+ halts while 600 members are found"));
    }

    @Test
    void connects() throws IOException, InterruptedException {
        List<Comparison> found = ConnectBenchmark.run(SMALL, progress::add);

        assertThat(found).extracting(Comparison::what).containsExactly("tcp", "memory");
        assertMeasured(found);
    }

    @Test
    void api() throws IOException, InterruptedException {
        List<Comparison> found = ApiBenchmark.run(SMALL, progress::add);

        assertThat(found)
                .extracting(Comparison::what)
                .containsExactly("read of an instance", "read as a user of 10 statements", "durable Associate");
        assertMeasured(found);
    }

    @Test
    void firmware() throws IOException, InterruptedException {
        FirmwareBenchmark.Result found = FirmwareBenchmark.run(SMALL, progress::add);

        assertThat(found.comparisons())
                .extracting(Comparison::what)
                .containsExactly(
                        "2 downloads, uploaded",
                        "2 downloads, built",
                        "words of devices, committed",
                        "orders to upgrade, committed",
                        "commands beside 2 upgrades, tcp",
                        "commands beside 3 upgrades, memory");
        assertThat(progress).contains("3 upgrades, memory: 3 done");
        assertMeasured(found.comparisons());
        assertThat(found.findings())
                .extracting(Finding::what)
                .containsExactly("held by a download, uploaded", "held by a download, built");
    }

    @Test
    void virtual() throws IOException, InterruptedException {
        VirtualBenchmark.Result found = VirtualBenchmark.run(SMALL, progress::add);

        assertMeasured(List.of(found.events()));
        assertThat(found.findings())
                .extracting(Finding::what)
                .containsExactly(
                        "event of 20 devices", "30 days of 20 devices", "50 devices connected", "50 devices at rest");
        assertThat(found.findings())
                .allSatisfy(finding -> assertThat(finding.found().min()).isPositive());
    }

    @Test
    void rehearsals() throws IOException, InterruptedException {
        RehearsalBenchmark.Result found = RehearsalBenchmark.run(SMALL, false, progress::add);

        assertMeasured(found.comparisons());
        assertThat(found.growth()).extracting(RehearsalSize::devices).containsExactly(50);
        assertThat(found.findings())
                .extracting(finding -> finding.what() + ": " + finding.unit())
                .containsExactly(
                        "30 days of 50 devices: s",
                        "30 days of 50 devices: s",
                        "30 days of 50 devices: bytes an event",
                        "30 days of 50 devices: events a device",
                        "4 rehearsals of 50 devices: times as fast on 2");
        assertThat(GrowthChart.of(found.growth())).startsWith("<svg").contains("50 devices");
    }

    @Test
    void relay() throws IOException, InterruptedException {
        List<Comparison> found = RelayBenchmark.run(SMALL, progress::add);

        assertThat(found).extracting(Comparison::section).contains("relay");
        assertMeasured(found);
    }

    @Test
    void changes() throws IOException, InterruptedException {
        ChangeResult found = ShapingBenchmark.changes(SMALL, progress::add);

        assertThat(progress).isNotEmpty();
        assertThat(found.delays()).hasSize(1);
    }

    private void assertMeasured(List<Comparison> found) {
        assertThat(progress).isNotEmpty();
        assertThat(found).allSatisfy(comparison -> {
            assertThat(comparison.ours().min()).isPositive();
            assertThat(comparison.baseline().min()).isPositive();
        });
    }
}
