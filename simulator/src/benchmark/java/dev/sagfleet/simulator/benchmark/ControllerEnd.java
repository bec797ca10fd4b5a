package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.world.Sites;
import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A controller with its store, to which devices are made known before they come. */
final class ControllerEnd implements HeapEnd {
    private final ScratchDirectory directory = ScratchDirectory.create();
    private final Controller controller;
    private final SocketAddress address;

    ControllerEnd(Transport transport, Duration telemetry) throws IOException {
        ControllerConfig config = BenchmarkWorld.config(directory, telemetry);
        controller = Controller.start(config, Optional.empty(), List.of());
        address = transport.open(controller, config);
    }

    @Override
    public Optional<SocketAddress> address() {
        return Optional.of(address);
    }

    @Override
    public void grow(int devices, long seed) {
        Sites.register(
                controller.store(),
                BenchmarkFleet.blueprint(devices, seed),
                InstantSource.system().millis());
        controller.countDevices();
    }

    @Override
    public void close() {
        directory.close();
    }
}
