package dev.sagfleet.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.device.DeviceStateCodec;
import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.sql.DatabaseException;
import dev.sagfleet.controller.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file of a fleet keeps, and which files are taken for one. */
class FleetFlashTest {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");
    private static final FleetDefinition DEMO = FleetDefinition.demo(20, 7);

    private final Path path;

    FleetFlashTest(@TempDir Path directory) {
        path = directory.resolve("fleet.db");
    }

    @Test
    void statesAndDefinitionComeBackAsTheyWereSavedLast() {
        try (FleetFlash memory = FleetFlash.open(path)) {
            assertThat(memory.states()).isEmpty();
            assertThat(memory.definition()).isEmpty();
            memory.define(FleetDefinition.demo(1, 1));
            memory.define(DEMO);
            save(memory, state("2.3.9"));
            save(memory, state("2.4.0"));
        }

        assertKept("2.4.0");
    }

    @Test
    void whatIsKnownOfImagesIsKeptApartAndOnlyOfDevicesThatWereToldOfOne() {
        FirmwareState first = FirmwareState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.3.9"));
        FirmwareState later = Firmware.powerOn(first).next().state();
        try (FleetFlash memory = FleetFlash.open(path)) {
            save(memory, state("2.3.9"));
            assertThat(memory.firmware()).isEmpty();
            memory.saveFirmware(SERIAL, first).toCompletableFuture().join();
            memory.saveFirmware(SERIAL, later).toCompletableFuture().join();
        }

        try (FleetFlash memory = FleetFlash.open(path)) {
            assertThat(memory.firmware()).isEqualTo(Map.of(SERIAL, later));
            assertThat(memory.kept()).isEqualTo(new KeptStates(memory.states(), memory.firmware()));

            memory.clear().toCompletableFuture().join();
            assertThat(memory.kept()).isEqualTo(KeptStates.NONE);
        }
    }

    @Test
    void aFileOfTheFirstReleasesGoesOn() throws SQLException {
        writeAsTheFirstReleases(2);

        assertKept("2.4.0");
        try (FleetFlash memory = FleetFlash.open(path)) {
            save(memory, state("2.5.0"));
        }
        assertKept("2.5.0");
    }

    @Test
    void aFileOfALaterReleaseIsRefusedAndLeftAsItIs() throws SQLException, IOException {
        writeAsTheFirstReleases(4);

        assertRefused(path, () -> FleetFlash.open(path), "schema version 4 (expected: up to 3");
    }

    @Test
    void theFileOfAControllerIsRefusedAndLeftAsItIs() throws IOException {
        SqliteStore.open(path, (serial, command) -> {}).close();

        assertRefused(path, () -> FleetFlash.open(path), "something else (expected: schema fleet)");
    }

    @Test
    void aControllerRefusesTheFileOfAFleetAndLeavesItAsItIs() throws IOException {
        FleetFlash.open(path).close();

        assertRefused(
                path,
                () -> SqliteStore.open(path, (serial, command) -> {}),
                "something else (expected: schema inventory)");
    }

    private static void assertRefused(Path path, ThrowingCallable open, String message) throws IOException {
        byte[] before = Files.readAllBytes(path);
        assertThatThrownBy(open)
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(path + ": ")
                .hasMessageContaining(message);
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    private void assertKept(String version) {
        try (FleetFlash memory = FleetFlash.open(path)) {
            assertThat(memory.states()).isEqualTo(Map.of(SERIAL, state(version)));
            assertThat(memory.definition()).contains(DEMO);
        }
    }

    private static void save(FleetFlash memory, DeviceState state) {
        memory.save(SERIAL, state).toCompletableFuture().join();
    }

    private static DeviceState state(String version) {
        return DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse(version));
    }

    /** Makes a file as the first releases made it, with its schema and version in a table {@code meta}. */
    private void writeAsTheFirstReleases(int version) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toUri());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)");
            statement.execute("INSERT INTO meta (name, value) VALUES ('schema', 'fleet')");
            statement.execute("INSERT INTO meta (name, value) VALUES ('schema_version', '" + version + "')");
            statement.execute("CREATE TABLE device_state (serial TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL)");
            statement.execute("CREATE TABLE definition (name TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)");
            statement.execute("INSERT INTO definition (name, text)"
                    + " VALUES ('source', 'demo'), ('text', '20'), ('seed', '7')");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO device_state (serial, state) VALUES ('sag1', ?)")) {
                insert.setString(1, DeviceStateCodec.format(state("2.4.0")));
                insert.executeUpdate();
            }
        }
    }
}
