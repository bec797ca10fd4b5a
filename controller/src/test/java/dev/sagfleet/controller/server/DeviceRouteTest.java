package dev.sagfleet.controller.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device that registers over HTTP and connects with what it is told. */
class DeviceRouteTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunningController running;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(directory);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aRegisteredDeviceIsLetInWithTheKeyThatItGot() throws IOException {
        JsonNode registered = registered("{\"model\":\"SAG-1000\"}");

        assertThat(registered.path("path").textValue()).isEqualTo("/device");
        var serial = new SerialNumber(registered.path("serial").textValue());
        var key = new DeviceKey(registered.path("key").textValue());
        try (LockStepDevice device =
                LockStepDevice.upgraded(registered.path("devicePort").intValue(), serial, key)) {
            device.sendText(LockStepDevice.hello(serial, "SAG-1000"));
            device.awaitText("Welcome");
            assertThat(device.awaitText("ChangeBandwidth")).contains("\"bandwidthBitsPerSecond\":20000000");
        }
    }

    @Test
    void theSameAgainIsAnsweredTheSame() throws IOException {
        String body = "{\"serial\":\"app1\",\"model\":\"APP\",\"user\":\"ann\",\"userBandwidthKbps\":512,"
                + "\"regionId\":\"cn-hangzhou\"}";

        JsonNode first = registered(body);

        assertThat(registered(body)).isEqualTo(first);
        assertThat(first.path("serial").textValue()).isEqualTo("app1");
        assertThat(first.path("user").textValue()).isEqualTo("ann");
        assertThat(registered("{\"serial\":\"app2\",\"model\":\"APP\",\"instanceId\":" + first.path("instanceId") + "}")
                        .path("key"))
                .isNotEqualTo(first.path("key"));
    }

    @Test
    void theHealthCountsItAtOnce() throws IOException {
        running.controller().countDevices();
        registered("{\"model\":\"SAG-100WM\"}");

        try (RawHttp connection = new RawHttp(running.controller().apiPort())) {
            connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.read().body()).contains("\"registered\":5");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | model: missing",
                "{\"model\":\"SAG-9\"} | 400 | SAG-100WM, SAG-1000, SAG-VCPE, APP",
                "{\"model\":\"SAG-1000\",\"serial\":\"no serial\"} | 400 | serialNumber",
                "{\"model\":\"SAG-1000\",\"serial\":7} | 400 | serial: 7",
                "{\"model\":\"SAG-1000\",\"bandwidth\":7} | 400 | bandwidth: unknown",
                "{\"model\":\"SAG-1000\",\"bandwidthMbps\":7} | 400 | 10 to 500 Mbit/s",
                "{\"model\":\"SAG-1000\",\"bandwidthMbps\":20.5} | 400 | bandwidthMbps: 20.5",
                "{\"model\":\"SAG-1000\",\"bandwidthMbps\":99999999999} | 400 | bandwidthMbps",
                "{\"model\":\"APP\",\"userBandwidthKbps\":0} | 400 | userBandwidthKbps: 0",
                "{\"model\":\"APP\",\"user\":\"\"} | 400 | user: 0 characters",
                "{\"model\":\"SAG-1000\",\"user\":\"ann\"} | 400 | InvalidDevice",
                "{\"model\":\"SAG-1000\",\"haType\":\"hot\"} | 400 | no_backup, cold_backup, warm_backup",
                "{\"model\":\"SAG-1000\",\"regionId\":\"cn-nowhere\"} | 400 | regionId: cn-nowhere",
                "{\"model\":\"SAG-1000\",\"instanceId\":\"sag-none\"} | 404 | no instance sag-none",
                "{\"model\":\"SAG-1000\",\"ccnId\":\"ccn-none\"} | 404 | no CCN ccn-none",
                "{\"model\":\"SAG-1000\",\"serial\":\"sagtest0\"} | 409 | DeviceMismatch",
                "{\"model\":\"SAG-100WM\",\"instanceId\":\"sag-test0\"} | 409 | InstanceMismatch",
            })
    void whatIsWrongIsSaid(String body, int status, String reason) throws IOException {
        Answer answer = post(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").textValue()).contains(reason);
    }

    private JsonNode registered(String body) throws IOException {
        Answer answer = post(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private Answer post(String body) throws IOException {
        try (RawHttp connection = new RawHttp(running.controller().apiPort())) {
            connection.send("POST /_sag/devices HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + running.controller().credentials().controlToken() + "\r\nContent-Length: "
                    + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
            return connection.read();
        }
    }
}
