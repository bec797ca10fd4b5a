package dev.sagfleet.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the ports of a device are open; time is virtual. */
class ConnectionLimitTest {
    private final ConnectionLimit limit = new ConnectionLimit(2);
    private final EmbeddedChannel port = new EmbeddedChannel();

    ConnectionLimitTest() {
        port.freezeTime();
        limit.add(port);
    }

    private boolean isOpen() {
        return port.config().isAutoRead();
    }

    private EmbeddedChannel enter() {
        var client = new EmbeddedChannel();
        limit.admit(client);
        return client;
    }

    private void passOneSecond() {
        port.advanceTimeBy(1, TimeUnit.SECONDS);
        port.runScheduledPendingTasks();
    }

    @Test
    void withoutOpenFilesItIsFullUntilAClientLeaves() {
        EmbeddedChannel client = enter();
        limit.acceptFailed(port, new IOException("Too many open files"));
        assertThat(isOpen()).isFalse();

        var unused = client.close();

        assertThat(isOpen()).isTrue();
    }

    @Test
    void withoutOpenFilesItIsFullForASecond() {
        limit.acceptFailed(port, new IOException("Too many open files"));
        limit.acceptFailed(port, new IOException("Too many open files"));
        assertThat(isOpen()).isFalse();

        passOneSecond();

        assertThat(isOpen()).isTrue();
    }

    @Test
    void aSecondWithoutOpenFilesLetsNobodyInBeyondTheLimit() {
        limit.acceptFailed(port, new IOException("Too many open files"));
        enter();
        EmbeddedChannel last = enter();

        passOneSecond();
        assertThat(isOpen()).isFalse();
        var unused = last.close();

        assertThat(isOpen()).isTrue();
    }
}
