package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.relay.Forward;
import dev.sagfleet.agent.relay.RelayConfig;
import dev.sagfleet.agent.standalone.AgentFile;
import dev.sagfleet.agent.standalone.StandaloneAgent;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceRegistration;
import dev.sagfleet.controller.inventory.DeviceRequest;
import dev.sagfleet.controller.inventory.DrawnIdentity;
import dev.sagfleet.simulator.makes.ChangeResult;
import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How soon a call of the API that changes a device's bandwidth holds for a connection that is open. */
final class ChangeBenchmark {
    private static final Bandwidth LOW = Bandwidth.ofMegabits(20);
    private static final Bandwidth HIGH = Bandwidth.ofMegabits(200);
    private static final String KEY = "5a".repeat(32);
    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(30);

    static ChangeResult run(Effort effort) throws IOException, InterruptedException {
        try (var world = BenchmarkWorld.start(Transport.TCP, 1)) {
            return ChangeResult.measure(target -> new CalledLine(world, target), LOW, HIGH, effort.changes());
        }
    }

    /** A device with a relay, beside the one of the fleet. */
    private static final class CalledLine implements ChangeResult.Line {
        private final BenchmarkWorld world;
        private final ScratchDirectory directory = ScratchDirectory.create();
        private final AgentFile file;
        private final StandaloneAgent agent;
        private final String instanceId;
        private final HttpLoad calls;

        CalledLine(BenchmarkWorld world, InetSocketAddress target) throws IOException, InterruptedException {
            this.world = world;
            var identity = new DeviceIdentity(AgentFile.newSerial(), DeviceModel.SAG_1000, Optional.empty());
            file = AgentFile.open(
                    directory.path().resolve("agent.json"),
                    identity,
                    DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.APPLICATION_ACCELERATION));
            Device device = register(identity);
            instanceId = device.instanceId();
            var controller = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), world.controller().devicePort());
            var forward = new Forward(0, target.getAddress().getHostAddress(), target.getPort());
            agent = StandaloneAgent.start(
                    file,
                    device.key(),
                    device::key,
                    new TrustedKeys(List.of()),
                    controller,
                    RelayConfig.forwarding(forward));
            calls = new HttpLoad(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), world.controller().apiPort()));
            Wait.until(
                    () -> agent.status().state().bandwidth().equals(LOW),
                    ARRIVAL_MAX,
                    () -> "the device with the relay did not come to its bandwidth");
        }

        private Device register(DeviceIdentity identity) {
            var request = new DeviceRequest(
                    Optional.of(identity.serial()),
                    identity.model(),
                    Optional.empty(),
                    Optional.of(world.blueprint().regionId()),
                    Optional.of(Math.toIntExact(LOW.kilobitsPerSecond() / 1000)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            var drawn = new DrawnIdentity(identity.serial(), "sag-" + identity.serial(), new DeviceKey(KEY));
            return world.controller()
                    .store()
                    .write(transaction ->
                            DeviceRegistration.register(transaction, request, drawn, System.currentTimeMillis()))
                    .toCompletableFuture()
                    .join();
        }

        @Override
        public int port() {
            return agent.forwardAddresses().get(0).getPort();
        }

        @Override
        public void change(Bandwidth to) throws InterruptedException {
            var signed = new ApiCalls(
                    world.controller().apiPort(),
                    world.controller().credentials().root(),
                    world.blueprint());
            calls.send(List.of(signed.change(instanceId, to.equals(HIGH), to)));
        }

        @Override
        public void close() throws IOException {
            calls.close();
            agent.close();
            file.close();
            directory.close();
        }
    }

    private ChangeBenchmark() {}
}
