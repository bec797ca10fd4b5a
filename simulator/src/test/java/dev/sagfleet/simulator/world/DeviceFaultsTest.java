package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault injection through the control API, by its path and by the older one. */
class DeviceFaultsTest {
    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fault", "fate"})
    void aDeviceIsDisconnectedAndConnectsAgain(String name) {
        SerialNumber serial = TestWorld.onlySerial(world.takeBranch());
        String path = "devices/" + serial + '/' + name;

        assertThat(world.control()
                        .put(path, "{\"online\":false}")
                        .path("serial")
                        .asText())
                .isEqualTo(serial.text());
        Await.until(() -> !world.device(serial).path("online").asBoolean());

        world.control().put(path, "{\"online\":true}");
        Await.until(() -> world.device(serial).path("online").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fault", "fate"})
    void anotherFirmwareAndARebootBeginAnotherSession(String name) {
        SerialNumber serial = TestWorld.onlySerial(world.takeBranch());
        long epoch = world.device(serial).path("epoch").asLong();

        world.control().put("devices/" + serial + '/' + name, "{\"firmware\":\"2.3.9\",\"reboot\":true}");

        Await.until(
                () -> world.device(serial),
                seen -> seen.path("epoch").asLong() > epoch
                        && seen.path("firmware").asText().equals("2.3.9"));
    }

    @Test
    void whatIsNoFaultOfASimulatedDeviceIsRefused() {
        String path = "devices/" + TestWorld.onlySerial(world.takeBranch()) + "/fault";

        assertRefused(path, "{\"firmware\":\"two\"}", 400, "two");
        assertRefused(path, "{\"online\":1}", 400, "online: 1");
        assertRefused(path, "{\"smoke\":true}", 400, "smoke");
        assertRefused(path, "{\"upgrade\":\"fire\"}", 400, "upgrade: fire (expected: none, or one of stall");
        assertRefused(path, "{\"upgrade\":\"boot@50%\"}", 400, "upgrade: boot@50%");
        assertRefused(path, "{\"upgrade\":7}", 400, "upgrade: 7 (expected: a string or null)");
        assertRefused("devices/none/fault", "{\"online\":true}", 404, "device: none");
    }

    private static void assertRefused(String path, String body, int status, String part) {
        var response = world.control().send("PUT", path, body);
        assertThat(response.body()).contains(part);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
