package dev.sagfleet.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.virtual.VirtualFlash.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a device finds in its flash whose power failed. Each write takes 5 ms. */
class VirtualFlashTest {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");
    private static final FirmwareState FIRST =
            FirmwareState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.3.9"));

    private final VirtualTime time = new VirtualTime();
    private final VirtualFlash flash = new VirtualFlash(time, (serial, write) -> new Outcome(5_000_000, true));

    @Test
    void whatWasWrittenIsFound() {
        DeviceState state = DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.3.9"));

        flash.save(SERIAL, state);
        time.advance(Duration.ofMillis(5));
        flash.saveFirmware(SERIAL, FIRST);
        time.advance(Duration.ofMillis(5));
        flash.powerFails(SERIAL, true);

        assertThat(flash.kept(SERIAL)).contains(state);
        assertThat(flash.keptFirmware(SERIAL)).contains(FIRST);
    }

    @Test
    void whereverARecordIsTornTheOneBeforeIsFound() {
        FirmwareState kept = FIRST;
        flash.saveFirmware(SERIAL, kept);
        time.advance(Duration.ofMillis(5));

        // Longer than a record, so that it is torn at each of its bytes.
        for (int i = 0; i < 1_000; i++) {
            flash.saveFirmware(SERIAL, Firmware.powerOn(kept).next().state());
            flash.powerFails(SERIAL, true);

            assertThat(flash.keptFirmware(SERIAL)).as("tear %d", i).contains(kept);
        }
    }

    @Test
    void aFirstRecordThatIsTornIsNone() {
        flash.saveFirmware(SERIAL, FIRST);

        flash.powerFails(SERIAL, true);

        assertThat(flash.keptFirmware(SERIAL)).isEmpty();
    }

    @Test
    void aRecordThatWasJustWrittenWholeIsFoundAlthoughTheDeviceNeverHeard() {
        var saving = flash.saveFirmware(SERIAL, FIRST);

        flash.powerFails(SERIAL, false);
        time.advance(Duration.ofMillis(5));

        assertThat(flash.keptFirmware(SERIAL)).contains(FIRST);
        assertThat(saving.toCompletableFuture()).isNotDone();
    }
}
