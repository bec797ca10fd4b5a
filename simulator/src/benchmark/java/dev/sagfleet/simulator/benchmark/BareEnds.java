package dev.sagfleet.simulator.benchmark;

import java.net.SocketAddress;
import java.util.Optional;

/** The ends of the baseline. */
final class BareEnds {
    /** The controller's. */
    record Server(BareServer server) implements HeapEnd {
        @Override
        public Optional<SocketAddress> address() {
            return Optional.of(server.address());
        }

        @Override
        public void grow(int devices, long seed) {}

        @Override
        public void close() {}
    }

    /** The devices'. */
    record Devices(BareDevices devices) implements HeapEnd {
        @Override
        public Optional<SocketAddress> address() {
            return Optional.empty();
        }

        @Override
        public void grow(int count, long seed) throws InterruptedException {
            devices.connect(count);
        }

        @Override
        public void close() {}
    }

    static Server server(SocketAddress address) {
        return new Server(new BareServer(address, BareFrames.ofController(channel -> {}, channel -> {})));
    }

    private BareEnds() {}
}
