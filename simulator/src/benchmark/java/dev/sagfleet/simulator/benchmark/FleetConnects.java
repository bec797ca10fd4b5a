package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.world.LiveFleet;
import dev.sagfleet.simulator.world.LoneController;
import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.time.Duration;

/** A fleet that comes to its controller: each device signs, is looked up, says what it holds and is admitted. */
final class FleetConnects implements Contender {
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(2);

    private final ScratchDirectory directory = ScratchDirectory.create();
    private final Blueprint blueprint;
    private final LoneController controller;

    FleetConnects(Transport transport, int count) throws IOException {
        blueprint = BenchmarkFleet.blueprint(count);
        controller = LoneController.start(BenchmarkWorld.config(directory, Duration.ofHours(1)), transport);
        controller.register(blueprint);
    }

    /** Connections a second, until the last device is in session. */
    @Override
    public double measure() throws InterruptedException {
        int count = blueprint.deviceCount();
        double rate;
        long beganNanos = System.nanoTime();
        try (LiveFleet fleet = BenchmarkFleet.start(blueprint, controller.address())) {
            Wait.until(
                    () -> controller.onlineCount() == count,
                    ARRIVAL_MAX,
                    () -> "not all " + fleet.fleet().size() + " devices are online");
            rate = count * 1e9 / (System.nanoTime() - beganNanos);
        }
        Wait.until(() -> controller.onlineCount() == 0, ARRIVAL_MAX, () -> "not all devices have left");
        return rate;
    }

    @Override
    public void close() {
        controller.close();
        directory.close();
    }
}
