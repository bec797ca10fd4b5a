package dev.sagfleet.agent.relay;

import static dev.sagfleet.agent.relay.SocksClient.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client has 10 s to say where it wants to go; the clock is the test's. */
class SocksTimeoutTest {
    private static final String LOGIN = " 01 01 61 01 62";

    private RelayFixture relay;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        relay = new RelayFixture(RelayConfig.forwarding(), RelayFixture.wide());
        wire = new Wire();
        wire.freezeTime();
        ReadLimit.apply(wire);
        SocksConnector.attach(relay.relay(), wire, Optional.of(new SocksUser("a", "b")));
        wire.pipeline().fireChannelActive();
    }

    @AfterEach
    void stop() {
        wire.finishAndReleaseAll();
        relay.close();
    }

    private void pass(long millis) {
        wire.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        wire.runScheduledPendingTasks();
        wire.runPendingTasks();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "05",
                "05 02 00",
                "05 01 02",
                "05 01 02 01 01 61 01",
                "05 01 02" + LOGIN + " 05 01 00 03 09 6c"
            })
    void clientThatFallsSilentIsClosedAfterTenSeconds(String said) {
        say(said);

        pass(9_999);
        assertThat(wire.isOpen()).isTrue();

        pass(1);
        assertThat(wire.isOpen()).isFalse();
    }

    @Test
    void sayingSomethingNowAndThenGainsNoTime() {
        for (byte one : bytes("05 01 02" + LOGIN + " 05")) {
            pass(1_000);
            wire.writeInbound(Unpooled.wrappedBuffer(new byte[] {one}));
        }
        assertThat(wire.isOpen()).isTrue();

        pass(1_000);
        assertThat(wire.isOpen()).isFalse();
    }

    @Test
    void noTimerIsLeftOnceTheClientIsAnsweredOrGone() {
        say("05 01 02" + LOGIN + " 05 02 00 01 7f 00 00 01 00 50");
        assertThat(wire.isOpen()).isFalse();
        assertThat(heard()).isEqualTo(bytes("05 02 01 00 05 07 00 01 00 00 00 00 00 00"));

        pass(10_000);
        wire.checkException();
    }

    private void say(String hex) {
        if (!hex.isEmpty()) {
            wire.writeInbound(Unpooled.wrappedBuffer(bytes(hex)));
        }
    }

    private byte[] heard() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = wire.readOutbound(); part != null; part = wire.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        byte[] heard = new byte[all.readableBytes()];
        all.readBytes(heard);
        return heard;
    }

    /** A connection in memory; that it is half closed matters to no test here. */
    private static final class Wire extends EmbeddedChannel implements DuplexChannel {
        @Override
        public boolean isInputShutdown() {
            return !isOpen();
        }

        @Override
        public ChannelFuture shutdownInput() {
            return close();
        }

        @Override
        public ChannelFuture shutdownInput(ChannelPromise promise) {
            return close(promise);
        }

        @Override
        public boolean isOutputShutdown() {
            return !isOpen();
        }

        @Override
        public ChannelFuture shutdownOutput() {
            return close();
        }

        @Override
        public ChannelFuture shutdownOutput(ChannelPromise promise) {
            return close(promise);
        }

        @Override
        public boolean isShutdown() {
            return !isOpen();
        }

        @Override
        public ChannelFuture shutdown() {
            return close();
        }

        @Override
        public ChannelFuture shutdown(ChannelPromise promise) {
            return close(promise);
        }
    }
}
