package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.CcnRepository;
import java.util.List;
import java.util.Optional;

/** The Cloud Connect Networks, of which there are few. */
final class MemoryCcns implements CcnRepository.Writable {
    private final Table<String, Ccn> table;

    MemoryCcns(UndoLog undo) {
        table = new Table<>(undo, TextOrder.BY_BYTES, Ccn::id);
    }

    @Override
    public Optional<Ccn> find(String id) {
        return table.find(id);
    }

    @Override
    public List<Ccn> in(String regionId) {
        return table.all().stream()
                .filter(ccn -> ccn.regionId().equals(regionId))
                .toList();
    }

    @Override
    public void save(Ccn ccn) {
        table.save(ccn);
    }

    void clear() {
        table.clear();
    }
}
