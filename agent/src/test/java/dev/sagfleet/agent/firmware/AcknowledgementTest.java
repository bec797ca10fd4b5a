package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static dev.sagfleet.agent.firmware.Devices.progress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEffect.Persist;
import dev.sagfleet.agent.firmware.FirmwareEvent.Recorded;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of an end until the controller is known to know it. */
class AcknowledgementTest {
    private static final Release NEXT = Release.of("2.6.0");

    private final TestDevice device = box();

    @Test
    @DisplayName("F17 an end that was not acknowledged is said again each minute of its session, until it is")
    void anEndIsSaidAgainUntilItIsAcknowledged() {
        device.fate.controllerRecords = false;
        device.tell(ordered(NEW, "job", 1));
        device.sent.clear();

        for (int minute = 0; minute < 3; minute++) {
            device.pass(Duration.ofMinutes(1));
        }

        assertThat(progress(device.sent))
                .hasSize(3)
                .extracting(FirmwareProgress::state)
                .containsOnly(UpdateState.COMMITTED);
        assertThat(progress(device.sent))
                .as("the same word, not a later one")
                .containsOnly(progress(device.sent).get(0));
        device.fate.controllerRecords = true;
        device.pass(Duration.ofMinutes(1));
        assertThat(device.job().acknowledged()).isTrue();
        device.sent.clear();
        device.pass(Duration.ofHours(1));
        assertThat(device.sent).isEmpty();
    }

    @Test
    @DisplayName("what waits begins with the record that takes note of the end before: no power cut comes between")
    void whatWaitsBeginsWithTheAcknowledgement() {
        device.fate.controllerRecords = false;
        device.fate.downloads.add(Fate.HANGS);
        device.tell(ordered(NEW, "job", 1));
        device.tell(ordered(NEXT, "next", 2));
        assertThat(device.state().next()).isPresent();

        var effects = Firmware.step(
                        device.setup,
                        device.boot(),
                        new Recorded(new ProgressRecorded("job", 1)),
                        0,
                        device.nowMillis())
                .effects();

        assertThat(effects).filteredOn(Persist.class::isInstance).isNotEmpty().allSatisfy(effect -> {
            FirmwareState kept = ((Persist) effect).state();
            assertThat(kept.next()).isEmpty();
            assertThat(kept.job().orElseThrow().isFor("next")).isTrue();
        });
    }
}
