package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A controller that is there and never says a word, or one only to turn a device away, on a time that the tests pass. */
class SilentControllerTest {
    private final ManualTime time = new ManualTime();
    private int asked;

    @Test
    void aDeviceThatIsNotWelcomedComesAgain() {
        connect(new ScriptedLinks.Controller() {
            @Override
            public void asked(ScriptedLinks.Line line) {
                asked++;
                line.letIn();
            }
        });

        time.pass(Duration.ofMinutes(1));

        assertThat(asked).isGreaterThan(1);
    }

    @Test
    void aDeviceWhoseConnectionIsNotMadeComesAgain() {
        connect(new ScriptedLinks.Controller() {
            @Override
            public void asked(ScriptedLinks.Line line) {
                if (++asked == 1) {
                    line.end("nobody there", Duration.ZERO);
                }
            }
        });

        time.pass(Duration.ofSeconds(1));

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aDeviceThatIsTurnedAwayComesWhenItWasToldTo() {
        connect(new ScriptedLinks.Controller() {
            @Override
            public void asked(ScriptedLinks.Line line) {
                asked++;
                line.letIn();
            }

            @Override
            public void received(ScriptedLinks.Line line, Envelope<UplinkMessage> envelope) {
                line.end("no room", Duration.ofSeconds(40));
            }
        });

        time.pass(Duration.ofSeconds(39));
        assertThat(asked).isEqualTo(1);
        time.pass(Duration.ofSeconds(42));

        assertThat(asked).isEqualTo(2);
    }

    private void connect(ScriptedLinks.Controller controller) {
        time.connect(controller, ManualTime.INSTANT_FLASH, 1);
    }
}
