package dev.sagfleet.agent.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.link.DeviceLinkContract;
import dev.sagfleet.agent.link.LinkWorld;
import dev.sagfleet.agent.link.RecordingOwner;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Links within a process. */
class LocalLinkTest extends DeviceLinkContract {
    @Override
    protected LinkWorld open() {
        return open(true);
    }

    /** A socket that is not accepted is timed by the kernel, and by Netty. */
    @Test
    void aConnectionThatIsNeverAcceptedIsGivenUpInTime() {
        try (NettyLinkWorld deaf = open(false)) {
            var owner = new RecordingOwner();
            deaf.links().of(owner).connect(new SerialNumber("sag1"), new DeviceKey("0".repeat(64)));

            deaf.pass(Duration.ofMillis(9_900));
            assertThat(owner.told).isEmpty();
            deaf.pass(Duration.ofMillis(100));
            deaf.pass(Duration.ofMinutes(1));

            assertThat(owner.told).containsExactly("closed");
        }
    }

    /** The connection both fails, as it was not made, and ends, as it was. */
    @Test
    void aDeviceThatGivesUpJustWhenItIsConnectedHearsOfTheEndOnce() {
        try (NettyLinkWorld world = open(true)) {
            var owner = new RecordingOwner();
            DeviceLink link = world.links().of(owner);
            world.whenAccepted(link::close);

            link.connect(new SerialNumber("sag1"), new DeviceKey("0".repeat(64)));
            world.pass(Duration.ofMinutes(1));

            assertThat(owner.told).containsExactly("closed");
        }
    }

    private static NettyLinkWorld open(boolean accepting) {
        return new NettyLinkWorld(
                LocalIoHandler.newFactory(),
                new LocalAddress(LocalLinkTest.class),
                new LocalAddress("nobody"),
                accepting);
    }
}
