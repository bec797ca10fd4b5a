package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.RawHttp.signed;
import static dev.sagfleet.controller.server.RunningController.DEVICE_KEY;
import static dev.sagfleet.controller.server.RunningController.ROOT;
import static dev.sagfleet.controller.server.RunningController.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What monitoring scrapes. */
class MetricsRouteTest {
    private static final String PASSED =
            "sagfleet_device_traffic_bytes_total{class=\"other\",direction=\"uplink\",outcome=\"passed\"}";

    private RunningController running;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(directory);
        running.controller().countDevices();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void devicesCallsAndTrafficAreCounted() throws IOException {
        assertThat(scraped()).containsEntry("sagfleet_devices_online", 0.0);
        try (LockStepDevice device = running.online(0);
                RawHttp connection = new RawHttp(running.controller().apiPort())) {
            device.sendText(telemetry(1, 1, 5_000));
            connection.send(signed(ROOT, "DescribeRegions", "") + "Content-Length: 0\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(200);
            connection.send(signed(ROOT, "MakeCoffee", "") + "Content-Length: 0\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(404);

            awaitPassed(5_000);
            assertThat(scraped())
                    .containsEntry("sagfleet_devices_registered", 4.0)
                    .containsEntry("sagfleet_devices_online", 1.0)
                    .containsEntry("sagfleet_events_total{kind=\"online\"}", 1.0)
                    .containsEntry("sagfleet_events_total{kind=\"sent\"}", 1.0)
                    .containsEntry("sagfleet_api_calls_total{action=\"DescribeRegions\",status=\"2xx\"}", 1.0)
                    .containsEntry("sagfleet_api_calls_total{action=\"other\",status=\"4xx\"}", 1.0)
                    .containsEntry("sagfleet_api_nonces", 2.0)
                    .containsEntry("sagfleet_device_nonces", 1.0)
                    .containsEntry("sagfleet_api_nonces_turned_away_total", 0.0)
                    .containsEntry("sagfleet_api_connections", 2.0)
                    .containsEntry("sagfleet_api_connections_too_slow_total", 0.0);
        }
    }

    @Test
    void noCounterGoesBackWhenADeviceReboots() throws IOException {
        Map<String, Double> before;
        try (LockStepDevice device = running.online(0)) {
            device.sendText(telemetry(1, 60, 5_000));
            awaitPassed(5_000);
            before = scraped();
        }
        try (LockStepDevice device =
                LockStepDevice.upgraded(running.controller().devicePort(), serial(0), DEVICE_KEY)) {
            device.sendText(LockStepDevice.hello(serial(0), "SAG-100WM").replace("boot-1", "boot-2"));
            device.awaitText("Welcome");
            device.sendText(telemetry(2, 1, 100));
            awaitPassed(5_100);
        }

        Map<String, Double> after = scraped();
        before.forEach((series, value) -> {
            if (series.contains("_total")) {
                assertThat(after.get(series)).as(series).isGreaterThanOrEqualTo(value);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Authorization: Bearer wrong\r\n", "Authorization: Basic dXNlcjp3cm9uZw==\r\n"})
    void withoutTheControlTokenThereIsNothingToSee(String header) throws IOException {
        Answer answer = send("GET", header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("sagfleet_").contains("the control token");
    }

    @Test
    void metricsAreOnlyRead() throws IOException {
        assertThat(send("PUT", authorization()).status()).isEqualTo(405);
    }

    private void awaitPassed(double bytes) {
        RunningController.await("passed " + bytes, () -> {
            try {
                return scraped().getOrDefault(PASSED, 0.0) == bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Each series with its value. */
    private Map<String, Double> scraped() throws IOException {
        Answer answer = send("GET", authorization());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "text/plain; version=0.0.4; charset=utf-8");
        Map<String, Double> values = new TreeMap<>();
        answer.body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return values;
    }

    private Answer send(String method, String authorization) throws IOException {
        try (RawHttp connection = new RawHttp(running.controller().apiPort())) {
            connection.send(method + " /metrics HTTP/1.1\r\nHost: localhost\r\n" + authorization + "\r\n");
            return connection.read();
        }
    }

    private String authorization() {
        return "Authorization: Bearer " + running.controller().credentials().controlToken() + "\r\n";
    }

    private static String telemetry(long epoch, long uptimeSeconds, long passedBytes) {
        String nothing = "{\"offeredBytes\":0,\"passedBytes\":0,\"droppedBytes\":0}";
        return "{\"type\":\"Telemetry\",\"epoch\":" + epoch + ",\"uptimeNanos\":" + uptimeSeconds * 1_000_000_000
                + ",\"uplink\":{\"accelerated\":" + nothing + ",\"other\":{\"offeredBytes\":" + passedBytes
                + ",\"passedBytes\":" + passedBytes + ",\"droppedBytes\":0}},\"downlink\":{\"accelerated\":" + nothing
                + ",\"other\":" + nothing + "}}";
    }
}
