package dev.sagfleet.controller.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final SerialNumber SERIAL = new SerialNumber("box1");
    private static final Counters NOTHING = new Counters(0, 0, 0);

    private final TrafficReports reports = new TrafficReports(InstantSource.fixed(Instant.EPOCH));
    private final Events events = new Events(InstantSource.fixed(Instant.EPOCH));
    private final Metrics metrics =
            new Metrics(() -> 1_000, () -> 998, reports, events, Set.of("DescribeRegions", "ListServiceRegions"));

    @Test
    void theExampleOfTheReadmeIsWhatIsWritten() throws IOException {
        report(SERIAL, 1, 1, new Counters(90_000, 75_000, 15_000));
        report(new SerialNumber("box2"), 1, 1, new Counters(4_000, 3_000, 0, 2_500));
        events.publish(new ControllerEvent.Offline(SERIAL, 1));
        events.publish(new ControllerEvent.Called(
                Optional.empty(), "R", 400, Optional.of("Wrong"), Optional.empty(), Optional.empty()));
        events.publish(new ControllerEvent.Called(
                Optional.empty(), "R", 400, Optional.of("Wrong"), Optional.empty(), Optional.empty()));
        metrics.called("DescribeRegions", 200);
        metrics.called("DescribeRegions", 200);
        metrics.called("MakeCoffee", 404);
        metrics.called("", 400);

        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme).contains("```text\n" + text() + "```\n");
    }

    @Test
    void totalsGoOnOverBootsAndNeverBack() {
        report(SERIAL, 1, 60, passed(1_000));
        assertThat(text()).contains(uplinkPassed("1000.0"));
        report(SERIAL, 1, 65, passed(1_500));
        assertThat(text()).contains(uplinkPassed("1500.0"));

        report(SERIAL, 2, 5, passed(40));
        assertThat(text()).contains(uplinkPassed("1540.0"));
        report(SERIAL, 2, 4, passed(9_000));
        report(SERIAL, 2, 10, passed(30));
        assertThat(text()).contains(uplinkPassed("1540.0"));
        report(SERIAL, 2, 15, passed(35));
        assertThat(text()).contains(uplinkPassed("1545.0"));
    }

    @Test
    void countersThatCannotBeSpoilNoTotal() {
        report(SERIAL, 1, 60, passed(1_000));
        for (int i = 0; i < 3; i++) {
            report(new SerialNumber("liar" + i), 1, 1, passed(Long.MAX_VALUE));
        }
        report(SERIAL, 1, 65, passed(Long.MAX_VALUE));

        assertThat(text()).contains(uplinkPassed("1000.0"));
    }

    private void report(SerialNumber serial, long boot, long uptimeSeconds, Counters accelerated) {
        reports.add(
                serial,
                boot,
                new Telemetry(
                        uptimeSeconds * 1_000_000_000,
                        new Traffic(accelerated, NOTHING),
                        new Traffic(NOTHING, NOTHING)));
    }

    private static Counters passed(long bytes) {
        return new Counters(bytes, bytes, 0);
    }

    private static String uplinkPassed(String value) {
        return "sagfleet_device_traffic_bytes_total{class=\"accelerated\",direction=\"uplink\",outcome=\"passed\"} "
                + value + '\n';
    }

    private String text() {
        return new String(metrics.text(), UTF_8);
    }
}
