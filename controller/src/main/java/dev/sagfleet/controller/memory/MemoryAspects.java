package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AspectTable;
import dev.sagfleet.controller.inventory.DeviceAspect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
        List<DeviceAspect> all = of(serial);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).aspect() == aspect) {
                return Optional.of(all.get(i));
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
        table.save(with(of(aspect.serial()), aspect));
    }

    @Override
    public void desire(SerialNumber serial, EncodedCommand command) {
        save(find(serial, command.aspect())
                .map(known -> known.withDesired(command))
                .orElseGet(() -> DeviceAspect.unanswered(serial, command)));
    }

    /** As small as lists are: there is one for each device. */
    private static List<DeviceAspect> with(List<DeviceAspect> known, DeviceAspect aspect) {
        if (known.isEmpty() || (known.size() == 1 && known.get(0).aspect() == aspect.aspect())) {
            return List.of(aspect);
        }
        List<DeviceAspect> all = new ArrayList<>(known.size() + 1);
        for (DeviceAspect other : known) {
            if (other.aspect() != aspect.aspect()) {
                all.add(other);
            }
        }
        all.add(aspect);
        all.sort(BY_NAME);
        return List.copyOf(all);
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
