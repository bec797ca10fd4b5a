package dev.sagfleet.agent.upgrade;

import dev.sagfleet.agent.runtime.ImageBehaviour;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Over sockets. */
class TcpUpgradeTest extends UpgradeOverNetty {
    @Override
    NettyUpgradeWorld open(ImageBehaviour images) {
        return new NettyUpgradeWorld(
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                images);
    }
}
