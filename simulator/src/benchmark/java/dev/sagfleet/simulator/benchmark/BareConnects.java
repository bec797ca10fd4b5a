package dev.sagfleet.simulator.benchmark;

import java.net.SocketAddress;

/** Upgrades that let everybody in, and a greeting that is not read. */
final class BareConnects implements Contender {
    private final int count;
    private final BareServer server;

    BareConnects(SocketAddress address, int count) {
        this.count = count;
        server = new BareServer(address, BareFrames.ofController(channel -> {}, channel -> {}));
    }

    /** Connections a second. */
    @Override
    public double measure() throws InterruptedException {
        try (var devices = new BareDevices(server.address())) {
            long beganNanos = System.nanoTime();
            devices.connect(count);
            return count * 1e9 / (System.nanoTime() - beganNanos);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
