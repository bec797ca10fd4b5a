package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.link.Connector;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.shaping.OfferedLoad;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.timing.TimingWheel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One device and what plays its controller, on an event loop whose time passes only here. */
final class ManualTime implements AutoCloseable {
    static final Duration TICK = Duration.ofMillis(20);

    private static final int UPGRADE_BYTES_MAX = 8 * 1024;

    private final LocalAddress address = new LocalAddress(ManualTime.class);
    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);
    private final TimingWheel timers = new TimingWheel(TICK, ticker.nanoTime());

    /** Lets a device connect that keeps its state there. */
    void connect(Flash flash) {
        var host = new AgentHost(
                new Connector(loop, address), flash, new ConnectGate(1), timers, new TokenBuckets(Traffic.BUCKETS));
        var setup = new AgentSetup(
                new DeviceIdentity(new SerialNumber("sag1"), DeviceModel.SAG_1000, Optional.empty()),
                new DeviceKey("0".repeat(64)),
                DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.4.0")),
                OfferedLoad.NONE,
                Backoff.DEFAULT,
                Delays.NONE,
                new Random(1));
        new Agent(setup, host, 0).connectIn(Duration.ZERO);
    }

    /**
     * Lets devices in from now on, if it accepts connections at all.
     *
     * @param onText what to do about each message of a device
     */
    Channel listen(boolean accepting, Runnable onLetIn, Consumer<Channel> onText) {
        var bound = new ServerBootstrap()
                .group(loop)
                .channel(LocalServerChannel.class)
                .option(ChannelOption.AUTO_READ, accepting)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(UPGRADE_BYTES_MAX))
                                .addLast(new LettingIn(onLetIn, onText));
                    }
                })
                .bind(address);
        runAll();
        assertThat(bound.isSuccess()).isTrue();
        return bound.channel();
    }

    void pass(Duration time) {
        for (long passed = 0; passed < time.toMillis(); passed += TICK.toMillis()) {
            ticker.advanceMillis(TICK.toMillis());
            timers.turn(ticker.nanoTime());
            runAll();
        }
    }

    private void runAll() {
        while (loop.runNow() > 0) {
            // Each may have left another one to run.
        }
    }

    @Override
    public void close() {
        var unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
    }

    private static final class LettingIn extends ChannelInboundHandlerAdapter {
        private final Runnable onLetIn;
        private final Consumer<Channel> onText;

        LettingIn(Runnable onLetIn, Consumer<Channel> onText) {
            this.onLetIn = onLetIn;
            this.onText = onText;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof FullHttpRequest request) {
                onLetIn.run();
                var factory = new WebSocketServerHandshakerFactory(
                        "ws://manual" + MessageCodec.PATH,
                        MessageCodec.SUBPROTOCOL,
                        false,
                        MessageCodec.FRAME_BYTES_MAX);
                var unused = factory.newHandshaker(request).handshake(ctx.channel(), request);
            } else if (message instanceof TextWebSocketFrame) {
                onText.accept(ctx.channel());
            }
            ReferenceCountUtil.release(message);
        }
    }
}
