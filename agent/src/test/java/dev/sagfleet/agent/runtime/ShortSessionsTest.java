package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.Welcome;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends soon after it began, again and again: a device comes back ever more rarely. On a time that the tests pass. */
class ShortSessionsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final long EPOCH = 1;

    /** Of 15 to 30 s each, once the first few are over. */
    private static final int SESSIONS_MAX = 50;

    private final ManualTime time = new ManualTime();
    private int letIn;
    private int saved;

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void aDeviceThatIsCutOffSoonAfterItsWelcomeComesBackEverMoreRarely() {
        time.connect((serial, state) -> CompletableFuture.completedFuture(serial));
        time.listen(true, () -> letIn++, device -> {
            welcome(device);
            close(device);
        });

        time.pass(TEN_MINUTES);

        assertThat(letIn).isBetween(10, SESSIONS_MAX);
    }

    @Test
    void aDeviceWhoseSessionsLastComesBackAsSoonAsAfterTheFirst() {
        time.connect((serial, state) -> CompletableFuture.completedFuture(serial));
        time.listen(true, () -> letIn++, device -> {
            welcome(device);
            var unused = device.eventLoop().schedule(() -> close(device), 61, TimeUnit.SECONDS);
        });

        time.pass(TEN_MINUTES);

        // Each takes 61 s and a wait of at most 1 s.
        assertThat(letIn).isEqualTo(10);
    }

    @Test
    void aDeviceWhoseFlashFailsIsNotToldAgainAndAgain() {
        time.connect((serial, state) -> {
            saved++;
            return CompletableFuture.failedFuture(new IllegalStateException("as the test wants it"));
        });
        time.listen(true, () -> letIn++, device -> {
            welcome(device);
            send(device, new ChangeBandwidth("call", new Revision(1), Bandwidth.ofMegabits(20)));
        });

        time.pass(TEN_MINUTES);

        assertThat(saved).isBetween(10, SESSIONS_MAX);
        assertThat(letIn).isEqualTo(saved);
    }

    private static void close(Channel device) {
        var unused = device.close();
    }

    private static void welcome(Channel device) {
        send(device, new Welcome(Duration.ofMinutes(2), Duration.ofHours(1)));
    }

    private static void send(Channel device, DownlinkMessage message) {
        byte[] text = MessageCodec.encodeDownlink(new Envelope<>(EPOCH, message));
        var unused = device.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    }
}
