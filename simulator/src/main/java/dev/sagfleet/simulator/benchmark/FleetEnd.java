package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fleet.Fleet;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Fleets of devices that keep nothing over a power cut. */
final class FleetEnd implements HeapEnd {
    private static final Duration ARRIVAL_MAX = Duration.ofMinutes(10);

    private final SocketAddress controller;
    private final List<Fleet> fleets = new ArrayList<>();

    FleetEnd(SocketAddress controller) {
        this.controller = controller;
    }

    @Override
    public Optional<SocketAddress> address() {
        return Optional.empty();
    }

    @Override
    public void grow(int devices, long seed) throws InterruptedException {
        Fleet fleet = Fleet.start(
                BenchmarkFleet.blueprint(devices, seed),
                seed,
                controller,
                Map.of(),
                (serial, state) -> CompletableFuture.completedFuture(serial),
                Backoff.DEFAULT,
                DelayTable.NONE);
        fleets.add(fleet);
        Wait.until(() -> fleet.onlineCount() == devices, ARRIVAL_MAX, () -> "not all devices are online");
    }

    @Override
    public void close() {}
}
