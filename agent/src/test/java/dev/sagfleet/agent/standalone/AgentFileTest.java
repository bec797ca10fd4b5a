package dev.sagfleet.agent.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a single agent remembers of itself. */
class AgentFileTest {
    private static final DeviceIdentity BOX =
            new DeviceIdentity(new SerialNumber("box1"), DeviceModel.SAG_1000, Optional.empty());
    private static final DeviceState NEW = DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.4.0"));

    private final Path folder;
    private final Path file;

    AgentFileTest(@TempDir Path directory) {
        folder = directory.resolve("deeper");
        file = folder.resolve("agent.json");
    }

    private AgentFile open() throws IOException {
        return AgentFile.open(file, BOX, NEW);
    }

    @Test
    void aNewDeviceIsKeptBeforeAnybodyHearsOfIt() throws IOException {
        open().close();

        var another = new DeviceIdentity(AgentFile.newSerial(), DeviceModel.APP, Optional.of("alice"));
        try (AgentFile again =
                AgentFile.open(file, another, DeviceState.factory(DeviceModel.APP, FirmwareVersion.parse("1.0")))) {
            assertThat(again.identity()).isEqualTo(BOX);
            assertThat(again.state()).isEqualTo(NEW);
        }
    }

    @Test
    void theLatestStateThatWasSavedIsWhatTheDeviceHoldsTheNextTime() throws IOException {
        DeviceState last = NEW;
        try (AgentFile opened = open()) {
            for (int megabits = 10; megabits <= 50; megabits += 10) {
                last = new DeviceState(
                        NEW.firmware(),
                        Holdings.NONE,
                        Optional.empty(),
                        Bandwidth.ofMegabits(megabits),
                        HaRole.STANDBY);
                opened.save(BOX.serial(), last).toCompletableFuture().join();
            }
        }

        try (AgentFile again = open()) {
            assertThat(again.state()).isEqualTo(last);
        }
        assertThat(file.resolveSibling("agent.json.new")).doesNotExist();
    }

    @Test
    void nobodyElseGetsTheFileBeforeWhatIsBeingSavedIsInIt() throws IOException {
        DeviceState last = NEW.withFirmware(FirmwareVersion.parse("3.0.50"));
        try (AgentFile opened = open()) {
            for (int patch = 1; patch <= 50; patch++) {
                var unused = opened.save(BOX.serial(), NEW.withFirmware(FirmwareVersion.parse("3.0." + patch)));
            }
        }

        try (AgentFile again = open()) {
            assertThat(again.state()).isEqualTo(last);
        }
    }

    @Test
    void aUserIsKeptToo() throws IOException {
        var app = new DeviceIdentity(new SerialNumber("app1"), DeviceModel.APP, Optional.of("älice"));
        AgentFile.open(file, app, NEW).close();

        try (AgentFile again = open()) {
            assertThat(again.identity()).isEqualTo(app);
        }
    }

    @Test
    void whatItKnowsOfItsImagesIsKeptBesideTheRest() throws IOException {
        FirmwareState first = FirmwareState.factory(DeviceModel.SAG_1000, NEW.firmware());
        FirmwareState later = Firmware.powerOn(first).next().state();
        DeviceState other = NEW.withFirmware(FirmwareVersion.parse("3.0"));
        try (AgentFile opened = open()) {
            assertThat(opened.firmware()).isEmpty();
            var unused = opened.saveFirmware(BOX.serial(), first);
            unused = opened.save(BOX.serial(), other);
            opened.saveFirmware(BOX.serial(), later).toCompletableFuture().join();
        }

        try (AgentFile again = open()) {
            assertThat(again.firmware()).contains(later);
            assertThat(again.state()).isEqualTo(other);
        }
    }

    @Test
    void anotherFirmwareTakesTheSlotThatRuns() throws IOException {
        FirmwareVersion cable = FirmwareVersion.parse("2.3.9");
        try (AgentFile opened = open()) {
            opened.saveFirmware(BOX.serial(), FirmwareState.factory(DeviceModel.SAG_1000, NEW.firmware()))
                    .toCompletableFuture()
                    .join();
            opened.flash(cable);
        }

        try (AgentFile again = open()) {
            assertThat(again.state().firmware()).isEqualTo(cable);
            assertThat(again.firmware()).map(FirmwareState::image).contains(Image.factory(DeviceModel.SAG_1000, cable));
        }
    }

    @Test
    void anotherFirmwareIsThereTheNextTimeAndTheRestStays() throws IOException {
        try (AgentFile opened = open()) {
            opened.flash(FirmwareVersion.parse("2.3.9"));
            assertThat(opened.state().firmware()).hasToString("2.3.9");
        }

        try (AgentFile again = open()) {
            assertThat(again.state().firmware()).hasToString("2.3.9");
            assertThat(again.state().bandwidth()).isEqualTo(NEW.bandwidth());
        }
    }

    @Test
    void twoAgentsCannotBeTheSameDevice() throws IOException {
        try (AgentFile first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + ".lock: another agent has it (expected: one agent for each file)");
            assertThat(first.identity()).isEqualTo(BOX);
        }

        open().close();
    }

    @Test
    void theFileIsClosedToOthersAlsoIfItWasOpenToThem() throws IOException {
        open().close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file.resolveSibling("agent.json.new"), "left behind, open to others");

        try (AgentFile again = open()) {
            assertThat(permissions(file)).isEqualTo("rw-------");
            again.flash(FirmwareVersion.parse("2.3.9"));
        }

        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(file.resolveSibling("agent.json.lock"))).isEqualTo("rw-------");
        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void anAgentWhoseLockWasDeletedNoLongerWrites() throws IOException {
        try (AgentFile first = open()) {
            Files.delete(file.resolveSibling("agent.json.lock"));

            assertThatThrownBy(() -> first.flash(FirmwareVersion.parse("2.3.9")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("agent.json.lock: deleted");
        }

        try (AgentFile again = open()) {
            assertThat(again.state()).isEqualTo(NEW);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"format\":2}",
                "{\"format\":1}",
                "{\"format\":1,\"serial\":\"box1\",\"model\":\"SAG-9\",\"state\":{}}",
                "{\"format\":1,\"serial\":\"b x\",\"model\":\"SAG-1000\",\"state\":{}}",
                "{\"format\":1,\"serial\":\"box1\",\"model\":\"SAG-1000\",\"state\":{\"format\":1}}"
            })
    void aFileThatNoAgentWroteIsRefusedAndLeftAlone(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": not the file of an agent (expected: what an agent wrote)");

        assertThat(file).hasContent(text);
    }

    @Test
    void noTwoNewDevicesHaveTheSameSerialNumber() {
        assertThat(AgentFile.newSerial()).isNotEqualTo(AgentFile.newSerial());
    }
}
