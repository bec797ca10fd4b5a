package dev.sagfleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.download.HttpFetches;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.agent.runtime.AgentHost;
import dev.sagfleet.agent.runtime.AgentKeys;
import dev.sagfleet.agent.runtime.AgentSetup;
import dev.sagfleet.agent.runtime.ConnectGate;
import dev.sagfleet.agent.runtime.Delays;
import dev.sagfleet.agent.runtime.FirmwarePorts;
import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.agent.runtime.ImageBehaviour;
import dev.sagfleet.agent.runtime.SignedImage;
import dev.sagfleet.agent.shaping.OfferedLoad;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.transport.EventLoopTimers;
import dev.sagfleet.agent.transport.NettyLoop;
import dev.sagfleet.agent.transport.Transports;
import dev.sagfleet.agent.websocket.WebSocketLinks;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.SocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One agent, its controller and an image of 6 MiB on one event loop that the test's thread runs, whose time passes a
 * millisecond whenever nothing else happens. The device's line is of 10 Mbit/s.
 */
final class NettyUpgradeWorld implements Flash, AutoCloseable {
    static final int SIZE = 6 << 20;
    private static final Instant BEGIN = Instant.ofEpochSecond(1_700_000_000);
    private static final DeviceKey KEY = new DeviceKey("5".repeat(64));
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    final SignedImage image;
    final TestController controller;
    final Agent agent;
    Optional<FirmwareState> kept = Optional.empty();
    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop;
    private Optional<DeviceState> keptState = Optional.empty();

    NettyUpgradeWorld(IoHandlerFactory handlers, SocketAddress address, ImageBehaviour images) {
        loop = new ManualIoEventLoop(null, Thread.currentThread(), handlers, ticker);
        byte[] bytes = new byte[SIZE];
        new SplittableRandom(6).nextBytes(bytes);
        Digest digest = sha256(bytes);
        image = new SignedImage(FirmwareVersion.parse("2.5.0"), digest, SIZE);
        controller = new TestController(KEY, new ImageServer(bytes, digest));
        SocketAddress listening = listen(address).localAddress();
        agent = new Agent(setup(images), host(listening), 0);
        agent.connectIn(Duration.ZERO);
        until("the device is in session", agent::isOnline);
    }

    private static Digest sha256(byte[] bytes) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Channel listen(SocketAddress address) {
        var binding = new ServerBootstrap()
                .group(loop)
                .channel(Transports.serverChannel(address))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(8 * 1024))
                                .addLast(controller);
                    }
                })
                .bind(address);
        until("the controller listens", binding::isDone);
        return binding.channel();
    }

    private AgentHost host(SocketAddress listening) {
        InstantSource clock = () -> BEGIN.plusNanos(ticker.nanoTime());
        return new AgentHost(
                new NettyLoop(loop),
                new WebSocketLinks(loop, listening, MessageCodec.PATH, clock, () -> UUID.randomUUID()
                        .toString()),
                this,
                new ConnectGate(1),
                new EventLoopTimers(loop, Duration.ofMillis(1)).timers(),
                new TokenBuckets(Traffic.BUCKETS),
                AgentKeys.LASTING,
                Optional.of(new FirmwarePorts(
                        new HttpFetches(
                                loop, listening, clock, () -> UUID.randomUUID().toString()),
                        SignedImage.TRUSTED,
                        clock)));
    }

    private static AgentSetup setup(ImageBehaviour images) {
        return new AgentSetup(
                new DeviceIdentity(new SerialNumber("sag1"), DeviceModel.SAG_1000, Optional.empty()),
                KEY,
                DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.3.9")),
                OfferedLoad.NONE,
                Backoff.DEFAULT,
                Delays.NONE,
                (point, attempt) -> 31L * point.name().hashCode() + attempt,
                Optional.empty(),
                images);
    }

    /** Lets things happen, and time pass where nothing does, until something holds. */
    void until(String what, BooleanSupplier holds) {
        long sinceNanos = System.nanoTime();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - sinceNanos).as(what).isLessThan(PATIENCE_NANOS);
            if (loop.runNow() == 0) {
                LockSupport.parkNanos(5_000);
                ticker.advance(1, TimeUnit.MILLISECONDS);
            }
        }
    }

    void pass(Duration time) {
        long untilNanos = ticker.nanoTime() + time.toNanos();
        until("time has passed", () -> ticker.nanoTime() >= untilNanos);
    }

    /** How long it is since the world began. */
    Duration now() {
        return Duration.ofNanos(ticker.nanoTime());
    }

    /** The device comes back with what its flash holds. */
    void powerFails() {
        agent.powerFails(keptState, kept);
    }

    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        keptState = Optional.of(state);
        return CompletableFuture.completedFuture(serial);
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
        kept = Optional.of(state);
        return CompletableFuture.completedFuture(serial);
    }

    @Override
    public void close() {
        agent.disconnect();
        var unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
    }
}
