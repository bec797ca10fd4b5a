package dev.sagfleet.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An event loop on which a task makes the next one without end, as whoever sends requests without waiting can. */
class BusyLoopTest {
    /** Each way back and forth takes a turn of the event loop or two; a second each if tasks went first. */
    private static final int EXCHANGES = 20;

    private static final Duration EXCHANGES_MAX = Duration.ofSeconds(EXCHANGES / 2);

    @Test
    void tasksThatMakeTasksKeepNoConnectionWaiting() throws IOException {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        EventLoopGroup loops = Transports.loops(any, "busy", 1);
        try {
            Channel listener = new ServerBootstrap()
                    .group(loops)
                    .channel(Transports.serverChannel(any))
                    .childHandler(new Echo())
                    .bind(any)
                    .syncUninterruptibly()
                    .channel();
            loops.execute(new Endless(loops));

            long beganNanos = System.nanoTime();
            try (Socket peer = new Socket()) {
                peer.connect(listener.localAddress());
                for (int i = 0; i < EXCHANGES; i++) {
                    peer.getOutputStream().write(i);
                    assertThat(peer.getInputStream().read()).isEqualTo(i);
                }
            }

            assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(EXCHANGES_MAX);
        } finally {
            Transports.end(loops, any);
        }
    }

    /** Takes some time, and is to be done again. */
    private record Endless(EventLoopGroup loops) implements Runnable {
        @Override
        public void run() {
            long beganNanos = System.nanoTime();
            while (System.nanoTime() - beganNanos < 50_000) {
                Thread.onSpinWait();
            }
            if (!loops.isShuttingDown()) {
                loops.execute(this);
            }
        }
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var unused = ctx.writeAndFlush(message);
        }
    }
}
