package dev.sagfleet.agent.websocket;

import dev.sagfleet.agent.link.DeviceLinkContract;
import dev.sagfleet.agent.link.LinkWorld;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Links over sockets. */
class TcpLinkTest extends DeviceLinkContract {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Override
    protected LinkWorld open() throws IOException {
        return new NettyLinkWorld(
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory(),
                new InetSocketAddress(LOOPBACK, 0),
                freePort(),
                true);
    }

    private static InetSocketAddress freePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            return new InetSocketAddress(LOOPBACK, taken.getLocalPort());
        }
    }
}
