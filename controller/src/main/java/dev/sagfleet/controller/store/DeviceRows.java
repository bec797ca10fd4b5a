package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceRepository;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.ReportedSlots;
import dev.sagfleet.controller.inventory.Upgradable;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code device}. */
final class DeviceRows implements DeviceRepository.Writable {
    private static final List<String> OF_REGISTRATION = joined(
            List.of("instance_id", "model", "user_name", "user_bandwidth", "device_key", "role"), PlaceColumns.NAMES);

    private static final List<String> OF_PRESENCE = List.of(
            "epoch",
            "online",
            "run",
            "firmware",
            "firmware_key",
            "boot_id",
            "booted_millis",
            "connected_millis",
            "suspended",
            "slots",
            "slots_epoch");

    private static final List<String> COLUMNS = joined(OF_REGISTRATION, OF_PRESENCE);

    /** These take the serial number last. */
    private static final String INSERT = "INSERT INTO device (" + String.join(", ", COLUMNS) + ", serial) VALUES ("
            + Upsert.placeholders(COLUMNS.size() + 1) + ')';

    private static final String INSERT_NEW = INSERT + " ON CONFLICT (serial) DO NOTHING";
    private static final String UPDATE = updateOf(COLUMNS);
    private static final String UPDATE_PRESENCE = updateOf(OF_PRESENCE);

    /** As {@link Device#connected} says. What is set is told from the row as it was before. */
    private static final String CONNECT = "UPDATE device SET epoch = epoch + 1, online = TRUE, run = ?, firmware = ?,"
            + " firmware_key = ?, booted_millis = CASE WHEN boot_id = ? THEN booted_millis ELSE ? END, boot_id = ?,"
            + " connected_millis = ?, suspended = ?, slots_epoch = CASE WHEN slots = ? THEN slots_epoch ELSE epoch + 1 END,"
            + " slots = ? WHERE serial = ? AND model = ? AND user_name IS NOT DISTINCT FROM ?"
            + " RETURNING role, epoch, slots_epoch = epoch AS slots_are_news,"
            + " booted_millis = ? AND EXISTS (SELECT 1 FROM upgrade_policy p WHERE p.serial = device.serial"
            + " AND p.type = 'BOOT') AS upgrades_now";

    /** As {@link Device#dissociated} says. */
    private static final String DISSOCIATED =
            "UPDATE device SET suspended = FALSE WHERE serial = ? AND epoch = ? AND suspended";

    private final Sql sql;

    DeviceRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Device> find(SerialNumber serial) {
        return sql.first("SELECT * FROM device WHERE serial = ?", DeviceRows::toDevice, serial.text());
    }

    @Override
    public Optional<Upgradable> upgradable(SerialNumber serial) {
        return sql.first(
                "SELECT model, firmware, slots FROM device WHERE serial = ?",
                row -> new Upgradable(serial, row.constant(DeviceModel.class, "model"), toFirmware(row), toSlots(row)),
                serial.text());
    }

    /** The names of the roles are in the order that is asked for. */
    @Override
    public List<Device> of(String instanceId) {
        return sql.query(
                "SELECT * FROM device WHERE instance_id = ? ORDER BY role, serial", DeviceRows::toDevice, instanceId);
    }

    @Override
    public boolean anyOnline(String instanceId) {
        return sql.first(
                        "SELECT 1 AS found FROM device WHERE instance_id = ? AND online LIMIT 1",
                        row -> true,
                        instanceId)
                .orElse(false);
    }

    @Override
    public List<Attendance> attendances(Optional<SerialNumber> after, int most) {
        return sql.query(
                "SELECT serial, epoch, online, run FROM device WHERE serial > ? ORDER BY serial LIMIT ?",
                row -> new Attendance(toSerial(row), row.number("epoch"), row.flag("online"), row.number("run")),
                after.map(SerialNumber::text).orElse(""),
                most);
    }

    @Override
    public List<SerialNumber> at(String site, Optional<SerialNumber> after, int most) {
        return sql.query(
                "SELECT serial FROM device WHERE site = ? AND serial > ? ORDER BY serial LIMIT ?",
                DeviceRows::toSerial,
                site,
                after.map(SerialNumber::text).orElse(""),
                most);
    }

    @Override
    public List<SerialNumber> onlineSinceBefore(long incarnation) {
        return sql.query(
                "SELECT serial FROM device WHERE online AND run < ? ORDER BY serial",
                DeviceRows::toSerial,
                incarnation);
    }

    @Override
    public List<SerialNumber> standbysOnline() {
        return sql.query(
                "SELECT serial FROM device WHERE online AND role = ? ORDER BY serial",
                DeviceRows::toSerial,
                HaRole.STANDBY.name());
    }

    @Override
    public void save(Device device) {
        if (update(UPDATE, device, values(device)) == 0) {
            Counters.increment(sql, Counters.DEVICES);
            update(INSERT, device, values(device));
        }
    }

    @Override
    public Set<SerialNumber> addNew(Collection<Device> devices) {
        Set<SerialNumber> added = devices.stream()
                .filter(device -> update(INSERT_NEW, device, values(device)) > 0)
                .map(Device::serial)
                .collect(Collectors.toSet());
        Counters.add(sql, Counters.DEVICES, added.size());
        return added;
    }

    @Override
    public void savePresence(Device device) {
        update(UPDATE_PRESENCE, device, ofPresence(device.presence()));
    }

    /** One statement for what reads and writes the row, since a whole fleet may come at once. */
    @Override
    public Optional<Connected> connect(Hello hello, long incarnation, long nowMillis) {
        String slots = ReportedSlots.of(hello).text();
        return sql.first(
                CONNECT,
                row -> new Connected(
                        row.constant(HaRole.class, "role"),
                        row.number("epoch"),
                        row.flag("slots_are_news"),
                        row.flag("upgrades_now")),
                incarnation,
                hello.firmware().toString(),
                hello.firmware().sortKey(),
                hello.bootId(),
                nowMillis,
                hello.bootId(),
                nowMillis,
                hello.suspended(),
                slots,
                slots,
                hello.serial().text(),
                hello.model().name(),
                hello.user(),
                nowMillis);
    }

    @Override
    public void dissociated(SerialNumber serial, long epoch) {
        sql.update(DISSOCIATED, serial.text(), epoch);
    }

    private int update(String text, Device device, List<Object> values) {
        return sql.update(text, joined(values, List.of(device.serial().text())).toArray());
    }

    private static List<Object> values(Device device) {
        return joined(ofRegistration(device), ofPresence(device.presence()));
    }

    private static List<Object> ofRegistration(Device device) {
        List<Object> ofItself = List.of(
                device.instanceId(),
                device.model().name(),
                device.user(),
                device.userBandwidth().map(Bandwidth::bitsPerSecond),
                device.key().hex(),
                device.role().name());
        return joined(ofItself, PlaceColumns.values(device.place()));
    }

    private static List<Object> ofPresence(Presence presence) {
        return List.of(
                presence.epoch(),
                presence.online(),
                presence.incarnation(),
                presence.firmware().map(FirmwareVersion::toString),
                presence.firmware().map(FirmwareVersion::sortKey),
                presence.bootId(),
                presence.bootedMillis(),
                presence.connectedMillis(),
                presence.suspended(),
                presence.slots().text(),
                presence.slotsEpoch());
    }

    private static String updateOf(List<String> columns) {
        return "UPDATE device SET " + String.join(" = ?, ", columns) + " = ? WHERE serial = ?";
    }

    private static <T> List<T> joined(List<? extends T> one, List<? extends T> two) {
        List<T> all = new ArrayList<>(one);
        all.addAll(two);
        return all;
    }

    @Override
    public Optional<DeviceKey> key(SerialNumber serial) {
        return sql.first(
                "SELECT device_key FROM device WHERE serial = ?",
                row -> new DeviceKey(row.text("device_key")),
                serial.text());
    }

    @Override
    public long count() {
        return Counters.value(sql, Counters.DEVICES);
    }

    @Override
    public void remove(SerialNumber serial, long highest) {
        Counters.raise(sql, Counters.REMOVED, highest);
        if (sql.update("DELETE FROM device WHERE serial = ?", serial.text()) > 0) {
            Counters.decrement(sql, Counters.DEVICES);
        }
    }

    @Override
    public long highestRemoved() {
        return Counters.value(sql, Counters.REMOVED);
    }

    private static SerialNumber toSerial(Row row) {
        return new SerialNumber(row.text("serial"));
    }

    static Device toDevice(Row row) {
        return new Device(
                toSerial(row),
                row.text("instance_id"),
                row.constant(DeviceModel.class, "model"),
                row.optionalText("user_name"),
                row.optionalNumber("user_bandwidth").map(Bandwidth::new),
                new DeviceKey(row.text("device_key")),
                row.constant(HaRole.class, "role"),
                PlaceColumns.of(row),
                toPresence(row));
    }

    private static Presence toPresence(Row row) {
        return new Presence(
                row.number("epoch"),
                row.flag("online"),
                row.number("run"),
                toFirmware(row),
                row.text("boot_id"),
                row.number("booted_millis"),
                row.number("connected_millis"),
                row.flag("suspended"),
                toSlots(row),
                row.number("slots_epoch"));
    }

    private static Optional<FirmwareVersion> toFirmware(Row row) {
        return row.optionalText("firmware").map(FirmwareVersion::parse);
    }

    private static ReportedSlots toSlots(Row row) {
        return ReportedSlots.of(row.text("slots"));
    }
}
