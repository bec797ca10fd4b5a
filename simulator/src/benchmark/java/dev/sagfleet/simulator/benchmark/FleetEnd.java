package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.simulator.world.LiveFleet;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fleets of devices that keep nothing over a power cut. */
final class FleetEnd implements HeapEnd {
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(10);

    private final SocketAddress controller;
    private final List<LiveFleet> fleets = new ArrayList<>();

    FleetEnd(SocketAddress controller) {
        this.controller = controller;
    }

    @Override
    public Optional<SocketAddress> address() {
        return Optional.empty();
    }

    @Override
    public void grow(int devices, long seed) throws InterruptedException {
        LiveFleet fleet = BenchmarkFleet.start(BenchmarkFleet.blueprint(devices, seed), controller);
        fleets.add(fleet);
        Wait.until(() -> fleet.onlineCount() == devices, ARRIVAL_MAX, () -> "not all devices are online");
    }

    @Override
    public void close() {}
}
