package dev.sagfleet.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.agent.protocol.DestinationPattern;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.relay.Forward;
import dev.sagfleet.agent.relay.RelayConfig;
import dev.sagfleet.agent.standalone.AgentFile;
import dev.sagfleet.agent.standalone.AgentStatus;
import dev.sagfleet.agent.standalone.StandaloneAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A SAG-1000 of 10 Mbit/s beside the fleet of a world, whose one port leads to one target that it may accelerate. */
final class RelayingDevice implements AutoCloseable {
    private final AgentFile file;
    private final StandaloneAgent agent;
    private final String instanceId;

    private RelayingDevice(AgentFile file, StandaloneAgent agent, String instanceId) {
        this.file = file;
        this.agent = agent;
        this.instanceId = instanceId;
    }

    /** Registers the device of a file, which is a new one if there is no file yet, and waits until it is in session. */
    static RelayingDevice start(TestWorld world, Path path, String firmware, int targetPort) throws IOException {
        AgentFile file = AgentFile.open(
                path,
                new DeviceIdentity(AgentFile.newSerial(), DeviceModel.SAG_1000, Optional.empty()),
                DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse(firmware)));
        JsonNode registered = world.control()
                .post(
                        "devices",
                        "{\"model\":\"SAG-1000\",\"bandwidthMbps\":10,\"serial\":\""
                                + file.identity().serial() + "\"}");
        var key = new DeviceKey(registered.path("key").asText());
        StandaloneAgent agent = StandaloneAgent.start(
                file,
                key,
                () -> key,
                new TrustedKeys(List.of()),
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        registered.path("devicePort").asInt()),
                RelayConfig.forwarding(new Forward(0, "127.0.0.1", targetPort))
                        .withAccelerated(List.of(DestinationPattern.parse("127.0.0.1:" + targetPort))));
        var device =
                new RelayingDevice(file, agent, registered.path("instanceId").asText());
        world.awaitInStep(device.serial());
        return device;
    }

    SerialNumber serial() {
        return file.identity().serial();
    }

    String instanceId() {
        return instanceId;
    }

    AgentStatus status() {
        return agent.status();
    }

    /** A connection with the target, through the device. */
    Socket connect() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(),
                agent.forwardAddresses().get(0).getPort());
    }

    @Override
    public void close() throws IOException {
        agent.close();
        file.close();
    }
}
