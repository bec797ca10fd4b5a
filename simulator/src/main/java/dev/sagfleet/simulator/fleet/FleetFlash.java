package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.device.DeviceStateCodec;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.FirmwareStateCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.sql.GroupCommit;
import dev.sagfleet.controller.sql.Schema;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.SqliteFile;
import dev.sagfleet.controller.sql.Upsert;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flash of all devices of a fleet, in one file; and the definition of that fleet, so that a later start
 * goes on with the same one. A device that was never told anything takes no room, and one that was never told of an
 * image has no record of its firmware.
 */
public final class FleetFlash implements FleetStorage {
    private static final Logger LOG = LoggerFactory.getLogger(FleetFlash.class);
    private static final Schema SCHEMA = new Schema("fleet", 3, "dev/sagfleet/simulator/fleet/migration");
    private static final String SAVE_STATE = Upsert.into("device_state", 1, "serial", "state");
    private static final String SAVE_FIRMWARE = Upsert.into("device_firmware", 1, "serial", "state");
    private static final String SAVE_DEFINITION = Upsert.into("definition", 1, "name", "text");

    private final SqliteFile file;
    private final GroupCommit writer;

    private FleetFlash(SqliteFile file, GroupCommit writer) {
        this.file = file;
        this.writer = writer;
    }

    /**
     * The flash in a file, which is made if there is none.
     *
     * @throws dev.sagfleet.controller.sql.DatabaseException if it cannot be used
     */
    public static FleetFlash open(Path path) {
        SqliteFile file = SqliteFile.open(path, SCHEMA);
        // A device saves one state at a time, so that no more wait than there are devices.
        return new FleetFlash(
                file,
                GroupCommit.start(
                        "fleet-flash",
                        file.connect(),
                        Integer.MAX_VALUE,
                        new RepeatedFailure(LOG, System::nanoTime)::report));
    }

    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        String text = DeviceStateCodec.format(state);
        return writer.write(sql -> sql.update(SAVE_STATE, serial.text(), text));
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
        String text = FirmwareStateCodec.format(state);
        return writer.write(sql -> sql.update(SAVE_FIRMWARE, serial.text(), text));
    }

    @Override
    public CompletionStage<?> clear() {
        return writer.write(sql -> sql.update("DELETE FROM device_state") + sql.update("DELETE FROM device_firmware"));
    }

    @Override
    public Map<SerialNumber, DeviceState> states() {
        return all("SELECT serial, state FROM device_state", DeviceStateCodec::parse);
    }

    @Override
    public Map<SerialNumber, FirmwareState> firmware() {
        return all("SELECT serial, state FROM device_firmware", FirmwareStateCodec::parse);
    }

    private <S> Map<SerialNumber, S> all(String query, Function<String, S> parsing) {
        try (Sql sql = file.connectForReading()) {
            return sql
                    .query(
                            query,
                            row -> Map.entry(new SerialNumber(row.text("serial")), parsing.apply(row.text("state"))))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    @Override
    public Optional<FleetDefinition> definition() {
        try (Sql sql = file.connectForReading()) {
            Map<String, String> texts = sql
                    .query("SELECT name, text FROM definition", row -> Map.entry(row.text("name"), row.text("text")))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return Optional.ofNullable(texts.get("source"))
                    .map(source -> new FleetDefinition(
                            source, texts.getOrDefault("text", ""), Long.parseLong(texts.getOrDefault("seed", "0"))));
        }
    }

    @Override
    public void define(FleetDefinition definition) {
        writer.write(sql -> {
                    sql.update(SAVE_DEFINITION, "source", definition.source());
                    sql.update(SAVE_DEFINITION, "text", definition.text());
                    sql.update(SAVE_DEFINITION, "seed", Long.toString(definition.seed()));
                    return definition;
                })
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        writer.close();
        file.close();
    }
}
