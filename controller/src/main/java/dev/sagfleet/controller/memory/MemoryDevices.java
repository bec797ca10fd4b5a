package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceRepository;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The devices. */
final class MemoryDevices implements DeviceRepository.Writable {
    private static final Comparator<Device> BY_ROLE =
            Comparator.comparing(device -> device.role().name());

    private final Table<String, Device> table;
    private final GroupIndex<Device> byInstance;
    private final GroupIndex<Device> bySite;
    private final Counter removed;
    private final MemoryPolicies policies;

    /** @param policies that have devices upgraded as they boot */
    MemoryDevices(UndoLog undo, MemoryPolicies policies) {
        this.policies = policies;
        table = new Table<>(undo, TextOrder.BY_BYTES, device -> device.serial().text());
        byInstance = table.indexed(
                new GroupIndex<>(Device::instanceId, device -> device.serial().text()));
        bySite = table.indexed(new GroupIndex<>(device -> device.place().site().orElse(null), device -> device.serial()
                .text()));
        removed = new Counter(undo);
    }

    @Override
    public Optional<Device> find(SerialNumber serial) {
        return table.find(serial.text());
    }

    @Override
    public Optional<DeviceKey> key(SerialNumber serial) {
        return find(serial).map(Device::key);
    }

    /** The names of the roles are in the order that is asked for. */
    @Override
    public List<Device> of(String instanceId) {
        return table.find(byInstance.of(instanceId), BY_ROLE);
    }

    /** The devices of an instance in the order of their serial numbers. */
    List<Device> inOrder(String instanceId) {
        return table.find(byInstance.of(instanceId));
    }

    @Override
    public List<SerialNumber> at(String site, Optional<SerialNumber> after, int most) {
        String from = after.map(SerialNumber::text).orElse("");
        return bySite.of(site).stream()
                .filter(serial -> TextOrder.BY_BYTES.compare(serial, from) > 0)
                .limit(most)
                .map(SerialNumber::new)
                .toList();
    }

    @Override
    public boolean anyOnline(String instanceId) {
        return inOrder(instanceId).stream().anyMatch(device -> device.presence().online());
    }

    @Override
    public long count() {
        return table.size();
    }

    @Override
    public void save(Device device) {
        table.save(device);
    }

    @Override
    public Optional<Connected> connect(Hello hello, long incarnation, long nowMillis) {
        Optional<Device> connected =
                find(hello.serial()).flatMap(known -> known.connected(hello, incarnation, nowMillis));
        connected.ifPresent(table::save);
        return connected.map(device -> new Connected(
                device.role(),
                device.presence().epoch(),
                device.presence().slotsEpoch() == device.presence().epoch(),
                device.presence().bootedMillis() == nowMillis && isUpgradedAtBoot(device)));
    }

    private boolean isUpgradedAtBoot(Device device) {
        return policies.find(device.serial())
                .filter(policy -> policy.type() == AutoUpgradePolicy.Type.BOOT)
                .isPresent();
    }

    @Override
    public void dissociated(SerialNumber serial, long epoch) {
        find(serial).flatMap(known -> known.dissociated(epoch)).ifPresent(table::save);
    }

    @Override
    public void savePresence(Device device) {
        find(device.serial()).ifPresent(known -> table.save(known.withPresence(device.presence())));
    }

    @Override
    public Set<SerialNumber> addNew(Collection<Device> devices) {
        Set<SerialNumber> added = new LinkedHashSet<>();
        for (Device device : devices) {
            if (table.add(device)) {
                added.add(device.serial());
            }
        }
        return Collections.unmodifiableSet(added);
    }

    @Override
    public void remove(SerialNumber serial, long highest) {
        removed.raise(highest);
        table.remove(serial.text());
    }

    @Override
    public long highestRemoved() {
        return removed.value();
    }

    /** Asked for once a start, so no index is kept for it. */
    @Override
    public List<SerialNumber> onlineSinceBefore(long incarnation) {
        return online(device -> device.presence().incarnation() < incarnation);
    }

    /** Likewise. */
    @Override
    public List<SerialNumber> standbysOnline() {
        return online(device -> device.role() == HaRole.STANDBY);
    }

    /** Sorted once they are few. */
    private List<SerialNumber> online(Predicate<Device> condition) {
        return table.rows().values().stream()
                .filter(device -> device.presence().online())
                .filter(condition)
                .map(Device::serial)
                .sorted(Comparator.comparing(SerialNumber::text, TextOrder.BY_BYTES))
                .toList();
    }

    @Override
    public List<Attendance> attendances(Optional<SerialNumber> after, int most) {
        return after.map(serial -> after(serial.text())).orElseGet(this::all).stream()
                .limit(most)
                .map(device -> new Attendance(
                        device.serial(),
                        device.presence().epoch(),
                        device.presence().online(),
                        device.presence().incarnation()))
                .toList();
    }

    /** All, in the order of their serial numbers. */
    Collection<Device> all() {
        return table.all();
    }

    /** Those whose serial numbers come after a text, in order. */
    Collection<Device> after(String serial) {
        return table.after(serial);
    }

    /**
     * Takes all away.
     *
     * @param highest the highest of their revisions; their epochs are known here
     */
    void clear(long highest) {
        removed.raise(table.all().stream()
                .mapToLong(device -> device.presence().epoch())
                .reduce(highest, Math::max));
        table.clear();
    }
}
