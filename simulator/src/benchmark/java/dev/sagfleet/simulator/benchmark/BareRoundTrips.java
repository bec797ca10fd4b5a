package dev.sagfleet.simulator.benchmark;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The frames of commands and their answers, to and fro, with no logic at either end. */
final class BareRoundTrips extends RoundTrips<Channel> {
    private final Queue<Channel> channels = new ConcurrentLinkedQueue<>();
    private final BareServer server;
    private final BareDevices devices;

    BareRoundTrips(SocketAddress address, int count, Duration span) throws InterruptedException {
        super(span);
        server = new BareServer(address, BareFrames.ofController(channels::add, this::answered));
        devices = new BareDevices(server.address());
        devices.connect(count);
    }

    @Override
    Collection<Channel> devices() {
        return channels;
    }

    @Override
    void send(Channel device) {
        BareFrames.send(device, BareFrames.COMMAND);
    }

    @Override
    public void close() {
        devices.close();
        server.close();
    }
}
