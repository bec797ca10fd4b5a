package dev.sagfleet.simulator.makes;

import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** A relay of Netty's own parts on one event loop: connects to the target for each connection, and copies. */
final class NettyRelay implements MeasuredRelay {
    private final InetSocketAddress target;
    private final EventLoopGroup loops;
    private final Shaper shaper;
    private final Channel listening;

    NettyRelay(InetSocketAddress target, Function<EventLoop, Shaper> shaping) {
        this.target = target;
        loops = Transports.loops(target, "relay", 1);
        shaper = shaping.apply(loops.next());
        listening = new ServerBootstrap()
                .group(loops)
                .channel(Transports.serverChannel(target))
                // Nothing is read before there is somewhere to write to.
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        connect(accepted);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    private void connect(Channel accepted) {
        ChannelFuture connecting = new Bootstrap()
                .group(accepted.eventLoop())
                .channel(Transports.channel(target))
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connected) {
                        join(connected, accepted);
                        join(accepted, connected);
                    }
                })
                .connect(target);
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                accepted.config().setAutoRead(true);
                connecting.channel().config().setAutoRead(true);
            } else {
                var unused = accepted.close();
            }
        });
    }

    private void join(Channel source, Channel sink) {
        shaper.shape(source);
        source.pipeline().addLast(new Forwarding(sink));
    }

    @Override
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        Transports.end(loops, target);
    }
}
