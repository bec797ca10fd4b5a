package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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

    @Test
    void aDeviceThatIsCutOffSoonAfterItsWelcomeComesBackEverMoreRarely() {
        time.connect(welcoming(ShortSessionsTest::cut), ManualTime.INSTANT_FLASH, 1);

        time.pass(TEN_MINUTES);

        assertThat(letIn).isBetween(10, SESSIONS_MAX);
    }

    @Test
    void aDeviceWhoseSessionsLastComesBackAsSoonAsAfterTheFirst() {
        time.connect(
                welcoming(line -> time.loop().schedule(Duration.ofSeconds(61), () -> cut(line))),
                ManualTime.INSTANT_FLASH,
                1);

        time.pass(TEN_MINUTES);

        // Each takes 61 s and a wait of at most 1 s.
        assertThat(letIn).isEqualTo(10);
    }

    @Test
    void aDeviceWhoseFlashFailsIsNotToldAgainAndAgain() {
        Flash failing = new InstantFlash() {
            @Override
            public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
                saved++;
                return CompletableFuture.failedFuture(new IllegalStateException("as the test wants it"));
            }
        };
        time.connect(
                welcoming(line ->
                        line.send(EPOCH, new ChangeBandwidth("call", new Revision(1), Bandwidth.ofMegabits(20)))),
                failing,
                1);

        time.pass(TEN_MINUTES);

        assertThat(saved).isBetween(10, SESSIONS_MAX);
        assertThat(letIn).isEqualTo(saved);
    }

    /** Lets devices in, welcomes them, and then does something. */
    private ScriptedLinks.Controller welcoming(Consumer<ScriptedLinks.Line> then) {
        return new ScriptedLinks.Controller() {
            @Override
            public void received(ScriptedLinks.Line line, Envelope<UplinkMessage> envelope) {
                if (envelope.message() instanceof Hello) {
                    letIn++;
                    line.send(EPOCH, new Welcome(Duration.ofMinutes(2), Duration.ofHours(1)));
                    then.accept(line);
                }
            }
        };
    }

    private static void cut(ScriptedLinks.Line line) {
        line.end("the connection broke", Duration.ZERO);
    }
}
