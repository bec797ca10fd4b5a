package dev.sagfleet.simulator.makes;

import dev.sagfleet.agent.protocol.Bandwidth;
import io.netty.channel.EventLoop;
import io.netty.handler.traffic.ChannelTrafficShapingHandler;
import io.netty.handler.traffic.GlobalTrafficShapingHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The makes of relays that are measured beside each other. */
public enum RelayMake {
    /** What a device carries its traffic with. */
    OURS("ours"),
    /** Netty as it comes: reads while the other side can be written to. It knows no rate. */
    PLAIN("plain Netty"),
    /** Netty's handler for one connection, with its default interval. */
    NETTY_1000_MS("Netty, 1000 ms"),
    /** The same, which looks a hundred times as often. */
    NETTY_10_MS("Netty, 10 ms"),
    /** Netty's handler for all connections together, with its default interval. */
    NETTY_GLOBAL_1000_MS("Netty global, 1000 ms"),
    /** The same, which looks a hundred times as often. */
    NETTY_GLOBAL_10_MS("Netty global, 10 ms");

    private static final long UNLIMITED = 0;
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(10);

    private final String label;

    RelayMake(String label) {
        this.label = label;
    }

    /**
     * The make of this name, as it is written in commands: {@code netty-10-ms}.
     *
     * @throws IllegalArgumentException if there is none; the message says which there are
     */
    public static RelayMake named(String name) {
        return Arrays.stream(values())
                .filter(make -> make.commandName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("make: " + name + " (expected: one of "
                        + Arrays.stream(values()).map(RelayMake::commandName).collect(Collectors.joining(", "))
                        + ')'));
    }

    private String commandName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is called in tables and pictures. */
    public String label() {
        return label;
    }

    /**
     * Starts it on a port that is free.
     *
     * @param rate the most that passes in each direction; none for as much as it can
     */
    public MeasuredRelay start(InetSocketAddress target, Optional<Bandwidth> rate) {
        return switch (this) {
            case OURS -> new DeviceRelay(target, rate);
            case PLAIN -> netty(target, rate, (loop, limit) -> Shaper.NONE);
            case NETTY_1000_MS -> netty(target, rate, (loop, limit) -> ofConnection(limit, LONG));
            case NETTY_10_MS -> netty(target, rate, (loop, limit) -> ofConnection(limit, SHORT));
            case NETTY_GLOBAL_1000_MS -> netty(target, rate, (loop, limit) -> ofAll(loop, limit, LONG));
            case NETTY_GLOBAL_10_MS -> netty(target, rate, (loop, limit) -> ofAll(loop, limit, SHORT));
        };
    }

    private static MeasuredRelay netty(
            InetSocketAddress target, Optional<Bandwidth> rate, BiFunction<EventLoop, Bandwidth, Shaper> shaping) {
        return new NettyRelay(
                target, loop -> rate.map(limit -> shaping.apply(loop, limit)).orElse(Shaper.NONE));
    }

    /** It reads less rather than writing later, so that the sender is held back as by a slow line. */
    private static Shaper ofConnection(Bandwidth rate, Duration interval) {
        long bytesPerSecond = rate.bitsPerSecond() / Byte.SIZE;
        return channel -> channel.pipeline()
                .addFirst(new ChannelTrafficShapingHandler(UNLIMITED, bytesPerSecond, interval.toMillis()));
    }

    private static Shaper ofAll(EventLoop loop, Bandwidth rate, Duration interval) {
        long bytesPerSecond = rate.bitsPerSecond() / Byte.SIZE;
        var uplink = new GlobalTrafficShapingHandler(loop, UNLIMITED, bytesPerSecond, interval.toMillis());
        var downlink = new GlobalTrafficShapingHandler(loop, UNLIMITED, bytesPerSecond, interval.toMillis());
        return channel -> channel.pipeline().addFirst(channel.parent() == null ? downlink : uplink);
    }
}
