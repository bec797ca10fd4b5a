package dev.sagfleet.agent.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.link.LinkWorld;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Both ends on one event loop that the test's thread runs, whose time passes only when a test says so. */
final class NettyLinkWorld implements LinkWorld {
    private static final int UPGRADE_BYTES_MAX = 8 * 1024;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop;
    private final ControllerEnd controller = new ControllerEnd();
    private Runnable whenAccepted = () -> {};
    private final Channel listening;
    private final SocketAddress nobody;

    /**
     * A controller at an address.
     *
     * @param accepting whether it takes up what comes there
     * @param nobody where nobody listens
     */
    NettyLinkWorld(IoHandlerFactory handlers, SocketAddress address, SocketAddress nobody, boolean accepting) {
        this.nobody = nobody;
        loop = new ManualIoEventLoop(null, Thread.currentThread(), handlers, ticker);
        var binding = new ServerBootstrap()
                .group(loop)
                .channel(Transports.serverChannel(address))
                .option(ChannelOption.AUTO_READ, accepting)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        whenAccepted.run();
                        accepted.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(UPGRADE_BYTES_MAX))
                                .addLast(controller);
                    }
                })
                .bind(address);
        until("the controller listens", binding::isDone);
        assertThat(binding.isSuccess()).isTrue();
        listening = binding.channel();
    }

    @Override
    public DeviceLinks links() {
        return links(listening.localAddress());
    }

    @Override
    public DeviceLinks linksToNobody() {
        return links(nobody);
    }

    private DeviceLinks links(SocketAddress address) {
        return new WebSocketLinks(loop, address, MessageCodec.PATH, InstantSource.fixed(Instant.EPOCH), () -> "nonce");
    }

    @Override
    public void answer(Answer answer) {
        controller.answer = answer;
    }

    @Override
    public void until(String what, BooleanSupplier holds) {
        long sinceNanos = System.nanoTime();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - sinceNanos).as(what).isLessThan(PATIENCE_NANOS);
            if (loop.runNow() == 0) {
                LockSupport.parkNanos(50_000);
            }
        }
    }

    /** Does something as soon as the controller has a connection, which the device may not know of yet. */
    void whenAccepted(Runnable task) {
        whenAccepted = task;
    }

    /** Lets time pass, and does what is due by then. */
    void pass(Duration time) {
        ticker.advance(time.toNanos(), TimeUnit.NANOSECONDS);
        while (loop.runNow() > 0) {
            // Each may have left another one to run.
        }
    }

    @Override
    public List<Envelope<UplinkMessage>> received() {
        return controller.received;
    }

    @Override
    public int pings() {
        return controller.pings;
    }

    @Override
    public int ended() {
        return controller.ended;
    }

    @Override
    public void send(Envelope<DownlinkMessage> envelope) {
        controller.send(envelope);
    }

    @Override
    public void end(CloseCode code, String reason) {
        controller.end(code, reason);
    }

    @Override
    public void cut() {
        controller.cut();
    }

    @Override
    public void close() {
        var unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
    }
}
