package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.simulator.benchmark.BenchmarkRun;
import dev.sagfleet.simulator.benchmark.BucketResult;
import dev.sagfleet.simulator.benchmark.Comparison;
import dev.sagfleet.simulator.benchmark.Finding;
import dev.sagfleet.simulator.benchmark.Mark;
import dev.sagfleet.simulator.benchmark.Spread;
import dev.sagfleet.simulator.benchmark.Surroundings;
import dev.sagfleet.simulator.makes.ChangeResult;
import dev.sagfleet.simulator.makes.FlowsResult;
import dev.sagfleet.simulator.makes.RateResult;
import dev.sagfleet.simulator.makes.RelayMake;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BenchmarkTextTest {
    private static final BenchmarkRun RUN = new BenchmarkRun(
            new Surroundings("VM 25", List.of("-Xmx1g", "-Da=b"), 2, 0.25, new Spread(150, 200, 900)),
            false,
            List.of(
                    new Comparison(
                            "commands",
                            "tcp, no commit",
                            "round trips/s",
                            new Spread(90_000, 97_361.4, 104_000),
                            new Spread(130_000, 133_974, 145_000),
                            new Spread(0.67, 0.704, 0.88),
                            new Mark(0.5, false)),
                    new Comparison(
                            "heap",
                            "both ends",
                            "bytes/device",
                            new Spread(9_000, 9_000, 9_000),
                            new Spread(5_000, 5_000, 5_000),
                            new Spread(1.8, 1.8, 1.8),
                            new Mark(1.6, true))),
            List.of(new Finding(
                    "virtual", "event of 10 devices", "bytes", new Spread(380, 390, 410), new Mark(400, true))),
            List.of(),
            List.of(new RateResult(
                    RelayMake.NETTY_10_MS,
                    Bandwidth.ofMegabits(20),
                    Duration.ofSeconds(10),
                    0.096,
                    0.1,
                    40_000,
                    1_300_000,
                    0.08,
                    OptionalDouble.of(0.04))),
            List.of(new FlowsResult(
                    RelayMake.NETTY_GLOBAL_10_MS,
                    Bandwidth.ofMegabits(20),
                    0.015,
                    Duration.ofMillis(2),
                    Duration.ofMillis(40),
                    OptionalDouble.of(0.3))),
            List.of(new ChangeResult(
                    Bandwidth.ofMegabits(20),
                    Bandwidth.ofMegabits(200),
                    List.of(Duration.ofMillis(4), Duration.ofMillis(5), Duration.ofMillis(40)),
                    10_000,
                    OptionalDouble.of(0.05))),
            List.of(
                    bucket("ours", 30, OptionalDouble.of(16)),
                    bucket("ours time passed", 7, OptionalDouble.of(16)),
                    bucket("guava", 45, OptionalDouble.empty())));

    private static BucketResult bucket(String contender, double nanos, OptionalDouble bytes) {
        return new BucketResult(
                "hot", contender, new Spread(nanos, nanos, nanos), new Spread(nanos, nanos, nanos), 0, bytes);
    }

    @Test
    void showsWhatWasMeasuredBesideTheBaselineAndTheMark() {
        assertThat(BenchmarkText.of(RUN))
                .isEqualTo(
                        """
                        JDK          VM 25
                        flags        -Xmx1g -Da=b
                        processors   2
                        load before  0.25
                        fsync        200 us (150 to 900)

                        section   what            unit            ours            range    bare             range  ratio         range     mark
                        commands  tcp, no commit  round trips/s  97361  90000 to 104000  133974  130000 to 145000   0.70  0.67 to 0.88  >= 0.50     met
                        heap      both ends       bytes/device    9000     9000 to 9000    5000      5000 to 5000   1.80  1.80 to 1.80  <= 1.60  missed

                        section  what                 unit   found       range       mark
                        virtual  event of 10 devices  bytes    390  380 to 410  <= 400.00  met

                        shaping       Mbit/s  average %  first s %  100 ms above, B  allowed  any window, B  CPU %  pressure %
                        Netty, 10 ms      20      +9.60     +10.00           40,000   31,250      1,300,000    8.0         4.0  missed

                        flows                Mbit/s  apart %  wait ms   most  allowed  pressure %
                        Netty global, 10 ms      20      1.5     2.00  40.00     5.00        30.0  busy

                        changes                   Mbit/s  ms till it holds   most  allowed  B above then  allowed  pressure %
                        ours, through the API  20 to 200              5.00  40.00    10.00        10,000   93,750         5.0  met

                        buckets  contender         CPU ns         range  wall ns         range  bytes/op  to ours
                        hot      ours                30.0  30.0 to 30.0     30.0  30.0 to 30.0      0.00     1.00
                        hot      ours time passed    7.00  7.00 to 7.00     7.00  7.00 to 7.00      0.00     1.00
                        hot      guava               45.0  45.0 to 45.0     45.0  45.0 to 45.0      0.00     1.50
                        """);
    }

    @Test
    void saysTheSameToAMachine() throws JsonProcessingException {
        JsonNode root = new ObjectMapper().readTree(BenchmarkJson.of(RUN).toString());

        assertThat(root.path("jdk").asText()).isEqualTo("VM 25");
        assertThat(root.path("fsyncMicros").path("median").asDouble()).isEqualTo(200);
        JsonNode heap = root.path("comparisons").path(1);
        assertThat(heap.path("section").asText()).isEqualTo("heap");
        assertThat(heap.path("ratio").path("median").asDouble()).isEqualTo(1.8);
        assertThat(heap.path("mark").asDouble()).isEqualTo(1.6);
        assertThat(heap.path("met").asBoolean(true)).isFalse();
        JsonNode event = root.path("findings").path(0);
        assertThat(event.path("found").path("median").asDouble()).isEqualTo(390);
        assertThat(event.path("met").asBoolean()).isTrue();
        JsonNode shaping = root.path("shaping").path(0);
        assertThat(shaping.path("contender").asText()).isEqualTo("Netty, 10 ms");
        assertThat(shaping.path("deviation").asDouble()).isEqualTo(0.096);
        assertThat(shaping.path("pressure").asDouble()).isEqualTo(0.04);
        assertThat(root.path("flows").path(0).path("waitMostNanos").asLong()).isEqualTo(40_000_000);
        assertThat(root.path("buckets").path(2).path("contender").asText()).isEqualTo("guava");
    }

    @Test
    void anUnknownSectionIsToldWithThoseThatThereAre() {
        CommandLineRun run = CommandLineRun.of(SagBenchmark.commandLine(), "benchmark", "nonsense");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(String.join("\n", run.errors()))
                .contains(
                        "nonsense",
                        "commands, connects, api, firmware, rollouts, campaign, fidelity, heap, virtual, rehearsal, relay, "
                                + "shaping, buckets")
                .doesNotContain("Exception");
    }

    @Test
    void whatCannotBeMeasuredIsToldInALine() {
        CommandLineRun run = CommandLineRun.of(SagBenchmark.commandLine(), "benchmark", "buckets");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errors())
                .singleElement()
                .asString()
                .startsWith("sag: The benchmark of the buckets is not built: there is no ");
    }
}
