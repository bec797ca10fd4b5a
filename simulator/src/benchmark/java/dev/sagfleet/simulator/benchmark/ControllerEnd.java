package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.simulator.world.LoneController;
import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A controller with its store, to which devices are made known before they come. */
final class ControllerEnd implements HeapEnd {
    private final ScratchDirectory directory = ScratchDirectory.create();
    private final LoneController controller;

    ControllerEnd(Transport transport, Duration telemetry) throws IOException {
        controller = LoneController.start(BenchmarkWorld.config(directory, telemetry), transport);
    }

    @Override
    public Optional<SocketAddress> address() {
        return Optional.of(controller.address());
    }

    @Override
    public void grow(int devices, long seed) {
        controller.register(BenchmarkFleet.blueprint(devices, seed));
    }

    @Override
    public void close() {
        directory.close();
    }
}
