package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.relay.RelayConfig;
import dev.sagfleet.agent.standalone.AgentFile;
import dev.sagfleet.agent.standalone.KeySource;
import dev.sagfleet.agent.standalone.StandaloneAgent;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A single agent whose key its controller does not know, as after the controller was reset. */
class RefusedKeyTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final DeviceKey WRONG = new DeviceKey("0".repeat(64));

    @AutoClose
    private static World world;

    private final Path directory;

    RefusedKeyTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        FleetDefinition fleet = FleetDefinition.demo(1, FleetDefinition.SEED_DEFAULT);
        world = World.start(
                ControllerConfig.in(temporary).withPorts(0, 0),
                Optional.empty(),
                Optional.of(fleet),
                fleet,
                Conditions.DEFAULT);
    }

    private AgentFile file() throws IOException {
        return AgentFile.open(
                directory.resolve("agent.json"),
                new DeviceIdentity(AgentFile.newSerial(), DeviceModel.SAG_1000, Optional.empty()),
                DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.APPLICATION_ACCELERATION));
    }

    private static JsonNode register(AgentFile file) {
        return new ControlClient(
                        world.controller().apiPort(),
                        world.controller().credentials().controlToken())
                .post(
                        "devices",
                        "{\"model\":\"SAG-1000\",\"serial\":\""
                                + file.identity().serial() + "\"}");
    }

    private static DeviceKey rightKey(AgentFile file) {
        return new DeviceKey(register(file).path("key").asText());
    }

    private static StandaloneAgent start(AgentFile file, KeySource keys) throws IOException {
        var devicePort = new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                register(file).path("devicePort").asInt());
        return StandaloneAgent.start(
                file, WRONG, keys, new TrustedKeys(List.of()), devicePort, RelayConfig.forwarding());
    }

    @Test
    void theAgentAsksForAnotherKeyAndComesIn() throws Exception {
        try (AgentFile file = file();
                StandaloneAgent agent = start(file, () -> rightKey(file))) {
            Await.until("online", DEADLINE, () -> agent.status().isOnline());
        }
    }

    @Test
    void aKeyThatIsNotToBeHadIsAskedForAgainAfterEachRefusal() throws Exception {
        List<Long> asked = new CopyOnWriteArrayList<>();
        try (AgentFile file = file();
                StandaloneAgent agent = start(file, () -> {
                    asked.add(System.nanoTime());
                    if (asked.size() < 3) {
                        throw new IOException("nobody there");
                    }
                    return rightKey(file);
                })) {
            Await.until("online", DEADLINE, () -> agent.status().isOnline());

            assertThat(asked).hasSize(3);
            assertThat(Duration.ofNanos(asked.get(2) - asked.get(0))).isGreaterThan(Duration.ofSeconds(1));
        }
    }
}
