package dev.sagfleet.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the ports of a device are open; time is virtual. */
class RoomTest {
    private final Room room = new Room(2);
    private final EmbeddedChannel door = new EmbeddedChannel();

    RoomTest() {
        door.freezeTime();
        room.add(door);
    }

    private boolean isOpen() {
        return door.config().isAutoRead();
    }

    private EmbeddedChannel enter() {
        var client = new EmbeddedChannel();
        room.admit(client);
        return client;
    }

    private void passOneSecond() {
        door.advanceTimeBy(1, TimeUnit.SECONDS);
        door.runScheduledPendingTasks();
    }

    @Test
    void withoutOpenFilesItIsFullUntilAClientLeaves() {
        EmbeddedChannel client = enter();
        room.fallShort(door, new IOException("Too many open files"));
        assertThat(isOpen()).isFalse();

        var unused = client.close();

        assertThat(isOpen()).isTrue();
    }

    @Test
    void withoutOpenFilesItIsFullForASecond() {
        room.fallShort(door, new IOException("Too many open files"));
        room.fallShort(door, new IOException("Too many open files"));
        assertThat(isOpen()).isFalse();

        passOneSecond();

        assertThat(isOpen()).isTrue();
    }

    @Test
    void aSecondWithoutOpenFilesLetsNobodyInBeyondTheLimit() {
        room.fallShort(door, new IOException("Too many open files"));
        enter();
        EmbeddedChannel last = enter();

        passOneSecond();
        assertThat(isOpen()).isFalse();
        var unused = last.close();

        assertThat(isOpen()).isTrue();
    }
}
