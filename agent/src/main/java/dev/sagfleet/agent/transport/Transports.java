package dev.sagfleet.agent.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** What carries bytes to an address: memory to a local one; to others sockets, by epoll where there is one. */
public final class Transports {
    private static final long LOCAL_QUIET_MILLIS = 200;
    private static final long END_MILLIS_MAX = 60_000;

    /**
     * Event loops for channels to or at an address, on daemon threads of this name. Their clocks and timers stand still
     * while the process does, so that nobody is judged for it.
     */
    public static EventLoopGroup loops(SocketAddress address, String name, int threads) {
        return loops(address, name, threads, pausedNanos -> {});
    }

    /**
     * The same.
     *
     * @param paused told after each pause how long it was, in nanoseconds, before anything else on that event loop
     *     learns what time it is
     */
    public static EventLoopGroup loops(SocketAddress address, String name, int threads, LongConsumer paused) {
        return new AwakeLoops(threads, new DefaultThreadFactory(name, true), handlers(address), paused);
    }

    /**
     * Ends event loops with all of their channels, and waits for it. Loops whose channels have their other end
     * in this process stay until nothing comes from there any more: what ends there is told here.
     */
    public static void end(EventLoopGroup loops, SocketAddress address) {
        long quietMillis = address instanceof LocalAddress ? LOCAL_QUIET_MILLIS : 0;
        loops.shutdownGracefully(quietMillis, END_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }

    private static IoHandlerFactory handlers(SocketAddress address) {
        if (address instanceof LocalAddress) {
            return LocalIoHandler.newFactory();
        }
        return Epoll.isAvailable() ? LastingEpoll.newFactory() : NioIoHandler.newFactory();
    }

    /** The kind of channel that connects to an address. */
    public static Class<? extends Channel> channel(SocketAddress address) {
        if (address instanceof LocalAddress) {
            return LocalChannel.class;
        }
        return socketChannel();
    }

    /** The kind of channel that connects by TCP. */
    public static Class<? extends SocketChannel> socketChannel() {
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** The kind of channel that sends and receives by UDP. */
    public static Class<? extends DatagramChannel> datagramChannel() {
        return Epoll.isAvailable() ? EpollDatagramChannel.class : NioDatagramChannel.class;
    }

    /** The kind of channel that listens at an address. */
    public static Class<? extends ServerChannel> serverChannel(SocketAddress address) {
        if (address instanceof LocalAddress) {
            return LocalServerChannel.class;
        }
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    private Transports() {}
}
