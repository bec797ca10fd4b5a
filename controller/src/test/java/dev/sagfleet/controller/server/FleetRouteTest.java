package dev.sagfleet.controller.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances and devices that are registered many at once. */
class FleetRouteTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "ab".repeat(32);
    private static final String PAIR = "{\"id\":\"sag-pair\",\"regionId\":\"cn-shanghai\",\"name\":\"pair\","
            + "\"model\":\"SAG-1000\",\"haType\":\"warm_backup\",\"bandwidthMbps\":50,\"ccnId\":\"ccn-1\","
            + "\"devices\":[{\"serial\":\"one\",\"key\":\"" + KEY + "\"},{\"serial\":\"two\"}]}";
    private static final String APP =
            "{\"id\":\"sag-app\",\"regionId\":\"cn-shanghai\",\"name\":\"app\",\"model\":\"APP\","
                    + "\"devices\":[{\"serial\":\"app1\",\"user\":\"ann\",\"userBandwidthKbps\":512}]}";
    private static final String FLEET =
            "{\"ccns\":[{\"id\":\"ccn-1\",\"regionId\":\"cn-shanghai\",\"name\":\"branches\"}],"
                    + "\"plans\":[{\"id\":\"abwp-1\",\"regionId\":\"cn-shanghai\",\"name\":\"hq\",\"bandwidthMbps\":100}],"
                    + "\"instances\":[" + PAIR + ',' + APP + "]}";

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
    void allOfItIsThereAndItsDevicesAreLetInWithTheKeysOfTheAnswer() throws IOException {
        JsonNode registered = registered(FLEET);

        assertThat(registered.path("added").intValue()).isEqualTo(3);
        assertThat(registered.path("path").textValue()).isEqualTo("/device");
        assertThat(registered.path("devices")).hasSize(3);
        assertThat(registered.path("devices").get(0).path("key").textValue()).isEqualTo(KEY);
        JsonNode second = registered.path("devices").get(1);
        var serial = new SerialNumber(second.path("serial").textValue());
        var key = new DeviceKey(second.path("key").textValue());
        try (LockStepDevice device =
                LockStepDevice.upgraded(registered.path("devicePort").intValue(), serial, key)) {
            device.sendText(LockStepDevice.hello(serial, "SAG-1000"));
            device.awaitText("Welcome");
        }
        assertThat(shown("instances/sag-pair")).contains("\"ccnId\":\"ccn-1\"", "[\"one\",\"two\"]");
        assertThat(shown("plans/abwp-1")).contains("\"bandwidthMbps\":100");
        assertThat(shown("devices/two")).contains("\"role\":\"standby\"");
        assertThat(shown("instances/sag-app")).contains("\"userCount\":5");
    }

    @Test
    void theExampleOfTheReadmeIsTaken() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("{\"ccns\"");
        String example = readme.substring(start, readme.indexOf("```", start)).replace("5ec2…", KEY);

        JsonNode registered = registered(example);

        assertThat(registered.path("added").intValue()).isEqualTo(3);
        assertThat(registered.path("devices").findValuesAsText("serial")).containsExactly("box1", "box2", "app1");
    }

    @Test
    void theSameAgainAddsNothingAndIsAnsweredWithTheSameKeys() throws IOException {
        JsonNode first = registered(FLEET);
        JsonNode again = registered(FLEET);

        assertThat(again.path("added").intValue()).isZero();
        assertThat(again.path("devices")).isEqualTo(first.path("devices"));
        assertThat(registeredCount()).isEqualTo(4 + 3);
    }

    @Test
    void ofABatchWithOneConflictNothingIsRegistered() throws IOException {
        registered(FLEET);
        String other = APP.replace("sag-app", "sag-other").replace("app1", "app2");
        String conflicting = APP.replace("sag-app", "sag-third");

        Answer answer = post("fleet", "{\"instances\":[" + other + ',' + conflicting + "]}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("device app1: instance: found sag-third, required sag-app as registered");
        assertThat(registeredCount()).isEqualTo(4 + 3);
        assertThat(get("instances/sag-other").status()).isEqualTo(404);
    }

    /** Two that come at once must not be put into the same place of a list. */
    @Test
    void theMostThatMayComeAtOnceIsRegisteredInItsOrder() throws IOException {
        String instances = IntStream.range(0, 1000)
                .mapToObj(index -> "{\"id\":\"sag-n" + index + "\",\"regionId\":\"cn-shanghai\",\"name\":\"n" + index
                        + "\",\"model\":\"SAG-100WM\",\"bandwidthMbps\":20,\"devices\":[{\"serial\":\"n" + index
                        + "\",\"key\":\"" + KEY + "\"}]}")
                .collect(Collectors.joining(",", "{\"instances\":[", "]}"));

        assertThat(registered(instances).path("added").intValue()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"fleet\":[]} | 400 | fleet: unknown (expected: ccns, plans, instances)",
                "{\"instances\":{}} | 400 | instances: no list",
                "{\"instances\":[7]} | 400 | instances[0]: no JSON object",
                "{\"plans\":[{\"id\":\"a b\",\"regionId\":\"cn-shanghai\",\"name\":\"x\",\"bandwidthMbps\":1}]} | 400"
                        + " | plans[0].id: a b",
                "{\"plans\":[{\"id\":\"a\",\"regionId\":\"cn-nowhere\",\"name\":\"x\",\"bandwidthMbps\":1}]} | 400"
                        + " | plans[0].regionId: cn-nowhere",
                "{\"plans\":[{\"id\":\"a\",\"regionId\":\"cn-shanghai\",\"name\":\"x\"}]} | 400"
                        + " | plans[0].bandwidthMbps: missing",
                "{\"instances\":[{\"id\":\"a\",\"model\":\"SAG-9\"}]} | 400 | instances[0].model: SAG-9",
                "{\"instances\":[{\"id\":\"a\",\"model\":\"APP\",\"haType\":\"warm_backup\"}]} | 400"
                        + " | instances[0].haType: warm_backup",
                "{\"instances\":[{\"id\":\"a\",\"model\":\"APP\",\"devices\":[{\"serial\":\"s\",\"key\":\"k\"}]}]} | 400"
                        + " | instances[0].devices[0].deviceKey: not shown",
                "{\"instances\":[{\"id\":\"a\",\"model\":\"SAG-1000\",\"devices\":[{\"serial\":\"s\",\"user\":\"u\"}]}]}"
                        + " | 400 | instances[0].devices[0].user: u (expected: none for SAG-1000)",
            })
    void whatIsWrongIsSaidWithItsPlace(String body, int status, String reason) throws IOException {
        Answer answer = post("fleet", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").textValue()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"model\":\"SAG-1000\" | \"model\":\"SAG-VCPE\" | 400 | haType: warm_backup",
                "\"regionId\":\"cn-shanghai\",\"name\":\"pair\" | \"regionId\":\"cn-hangzhou\",\"name\":\"pair\" | 409"
                        + " | instance sag-pair: region: found cn-hangzhou, required cn-shanghai",
                "warm_backup | no_backup | 409 | instance sag-pair: HaType: found no_backup, required warm_backup",
                "\"user\":\"ann\" | \"user\":\"bob\" | 409 | device app1: user: found bob, required ann",
                "\"serial\":\"two\" | \"serial\":\"one\" | 409 | device one: found twice",
                "\"serial\":\"two\" | \"serial\":\"three\" | 409 | instance sag-pair: found 3 devices, required at most 2",
                "abababab\" | abababcd\" | 409 | device one: found another key",
                "\"ccnId\":\"ccn-1\" | \"ccnId\":\"ccn-none\" | 404 | instance sag-pair: no CCN ccn-none",
            })
    void whatContradictsItIsNamed(String part, String other, int status, String reason) throws IOException {
        registered(FLEET);

        Answer answer = post("fleet", FLEET.replace(part, other));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").textValue()).contains(reason);
    }

    private long registeredCount() throws IOException {
        return JSON.readTree(get("status").body())
                .path("devices")
                .path("registered")
                .longValue();
    }

    private String shown(String path) throws IOException {
        Answer answer = get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode registered(String body) throws IOException {
        Answer answer = post("fleet", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private Answer get(String path) throws IOException {
        return send("GET", path, "");
    }

    private Answer post(String path, String body) throws IOException {
        return send("POST", path, body);
    }

    private Answer send(String method, String path, String body) throws IOException {
        try (RawHttp connection = new RawHttp(running.controller().apiPort())) {
            connection.send(method + " /_sag/" + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + running.controller().credentials().controlToken() + "\r\nContent-Length: "
                    + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
            return connection.read();
        }
    }
}
