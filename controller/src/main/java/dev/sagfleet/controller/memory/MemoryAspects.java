package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AspectTable;
import dev.sagfleet.controller.inventory.DeviceAspect;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The aspects, one row for all of a device: there are up to three of them, and a million devices. */
final class MemoryAspects implements AspectTable {
    private static final Comparator<DeviceAspect> BY_NAME =
            Comparator.comparing(aspect -> aspect.aspect().name());

    /** Of each device at least one, in the order of their names. */
    private final Table<String, List<DeviceAspect>> table;

    MemoryAspects(UndoLog undo) {
        table = new Table<>(undo, TextOrder.BY_BYTES, row -> row.get(0).serial().text());
    }

    @Override
    public Optional<DeviceAspect> find(SerialNumber serial, Aspect aspect) {
        for (DeviceAspect known : of(serial)) {
            if (known.aspect() == aspect) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<DeviceAspect> of(SerialNumber serial) {
        return table.find(serial.text()).orElse(List.of());
    }

    @Override
    public Revision desiredRevision(SerialNumber serial, Aspect aspect) {
        return find(serial, aspect).map(known -> known.desired().revision()).orElse(Revision.NONE);
    }

    @Override
    public void save(DeviceAspect aspect) {
        Stream<DeviceAspect> others = of(aspect.serial()).stream().filter(known -> known.aspect() != aspect.aspect());
        // A copy of a list takes less room than what a stream makes.
        table.save(List.copyOf(
                Stream.concat(others, Stream.of(aspect)).sorted(BY_NAME).toList()));
    }

    @Override
    public void addNew(Collection<DeviceAspect> aspects) {
        aspects.forEach(this::save);
    }

    @Override
    public void answer(SerialNumber serial, Aspect aspect, Revision revision, Optional<Refusal> refusal) {
        find(serial, aspect).flatMap(known -> known.answered(revision, refusal)).ifPresent(this::save);
    }

    @Override
    public void remove(SerialNumber serial) {
        table.remove(serial.text());
    }

    /** Those of all devices, a list for each. */
    Collection<List<DeviceAspect>> all() {
        return table.all();
    }

    void clear() {
        table.clear();
    }
}
