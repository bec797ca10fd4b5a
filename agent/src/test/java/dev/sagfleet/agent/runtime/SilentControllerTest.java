package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A controller that is there and never says a word, on a time that the tests pass. */
class SilentControllerTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime();
    private int letIn;

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

    private Channel listen(boolean accepting) {
        return time.listen(accepting, () -> letIn++, device -> {});
    }
}
