package dev.sagfleet.agent.upgrade;

import dev.sagfleet.agent.runtime.ImageBehaviour;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalIoHandler;

/** Within this process. */
class LocalUpgradeTest extends UpgradeOverNetty {
    @Override
    NettyUpgradeWorld open(ImageBehaviour images) {
        return new NettyUpgradeWorld(LocalIoHandler.newFactory(), new LocalAddress("upgrade-test"), images);
    }
}
