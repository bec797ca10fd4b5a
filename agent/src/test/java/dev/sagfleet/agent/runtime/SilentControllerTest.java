package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.RetryAfter;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A controller that is there and never says a word, or one only to turn a device away, on a time that the tests pass. */
class SilentControllerTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime();
    private int letIn;
    private Optional<String> turnsAway = Optional.empty();

    @BeforeEach
    void connectADevice() {
        time.connect((serial, state) -> CompletableFuture.completedFuture(serial));
    }

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void aDeviceThatIsNotWelcomedComesAgain() {
        listen(true);

        time.pass(A_MINUTE);

        assertThat(letIn).isGreaterThan(1);
    }

    @Test
    void aDeviceWhoseConnectionIsNeverMadeComesAgain() {
        Channel deaf = listen(false);
        time.pass(ManualTime.TICK);
        var unused = deaf.close();
        time.pass(ManualTime.TICK);
        listen(true);

        time.pass(A_MINUTE);

        assertThat(letIn).isPositive();
    }

    @Test
    void aDeviceThatIsTurnedAwayComesWhenItWasToldTo() {
        turnsAway = Optional.of(RetryAfter.reason(Duration.ofSeconds(40), "no room"));
        listen(true);

        time.pass(Duration.ofSeconds(39));
        assertThat(letIn).isEqualTo(1);
        time.pass(Duration.ofSeconds(42));

        assertThat(letIn).isEqualTo(2);
    }

    private Channel listen(boolean accepting) {
        return time.listen(
                accepting,
                () -> letIn++,
                device -> turnsAway.ifPresent(reason -> {
                    var unused =
                            device.writeAndFlush(new CloseWebSocketFrame(CloseCode.TRY_AGAIN_LATER.status(), reason));
                }));
    }
}
