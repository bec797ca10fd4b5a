package dev.sagfleet.agent.link;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;

/** What carries bytes to an address: memory to a local one; to others sockets, by epoll where there is one. */
public final class Transports {
    /** Event loops for links to an address, on daemon threads of this name. */
    public static EventLoopGroup loops(SocketAddress address, String name, int threads) {
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), handlers(address));
    }

    private static IoHandlerFactory handlers(SocketAddress address) {
        if (address instanceof LocalAddress) {
            return LocalIoHandler.newFactory();
        }
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    static Class<? extends Channel> channel(SocketAddress address) {
        if (address instanceof LocalAddress) {
            return LocalChannel.class;
        }
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    private Transports() {}
}
