package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.link.Connector;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.RetryAfter;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.shaping.OfferedLoad;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.timing.TimingWheel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A controller that is there and never says a word, or one only to turn a device away, on an event loop whose time passes only here. */
class SilentControllerTest {
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int UPGRADE_BYTES_MAX = 8 * 1024;

    private final LocalAddress address = new LocalAddress(SilentControllerTest.class);
    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);
    private final TimingWheel timers = new TimingWheel(TICK, ticker.nanoTime());
    private int letIn;
    private Optional<CloseWebSocketFrame> turnsAway = Optional.empty();

    @BeforeEach
    void connectADevice() {
        var host = new AgentHost(
                new Connector(loop, address),
                (serial, state) -> CompletableFuture.completedFuture(serial),
                new ConnectGate(1),
                timers,
                new TokenBuckets(Traffic.BUCKETS));
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

    @AfterEach
    void end() {
        var unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
    }

    @Test
    void aDeviceThatIsNotWelcomedComesAgain() {
        listen(true);

        pass(A_MINUTE);

        assertThat(letIn).isGreaterThan(1);
    }

    @Test
    void aDeviceWhoseConnectionIsNeverMadeComesAgain() {
        Channel deaf = listen(false);
        pass(TICK);
        var unused = deaf.close();
        pass(TICK);
        listen(true);

        pass(A_MINUTE);

        assertThat(letIn).isPositive();
    }

    @Test
    void aDeviceThatIsTurnedAwayComesWhenItWasToldTo() {
        turnsAway = Optional.of(new CloseWebSocketFrame(
                CloseCode.TRY_AGAIN_LATER.status(), RetryAfter.reason(Duration.ofSeconds(40), "no room")));
        listen(true);

        pass(Duration.ofSeconds(39));
        assertThat(letIn).isEqualTo(1);
        pass(Duration.ofSeconds(42));

        assertThat(letIn).isEqualTo(2);
    }

    private Channel listen(boolean accepting) {
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
                                .addLast(new LettingIn());
                    }
                })
                .bind(address);
        runAll();
        assertThat(bound.isSuccess()).isTrue();
        return bound.channel();
    }

    private void pass(Duration time) {
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

    private final class LettingIn extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            letIn++;
            var factory = new WebSocketServerHandshakerFactory(
                    "ws://silent" + MessageCodec.PATH, MessageCodec.SUBPROTOCOL, false, MessageCodec.FRAME_BYTES_MAX);
            var unused = factory.newHandshaker(request).handshake(ctx.channel(), request);
            turnsAway.ifPresent(frame -> {
                var unusedToo = ctx.channel().writeAndFlush(frame.retainedDuplicate());
            });
        }
    }
}
