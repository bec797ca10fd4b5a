package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.InstanceRepository;
import dev.sagfleet.controller.inventory.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The instances. */
final class MemoryInstances implements InstanceRepository.Writable {
    private static final Comparator<Instance> BY_CREATION =
            Comparator.comparingLong(Instance::createdMillis).thenComparing(Instance::id, TextOrder.BY_BYTES);

    private final Table<String, Instance> table;
    private final SortedRows<String, Instance> byCreation;
    private final GroupIndex<Instance> byPlan;
    private final MemoryDevices devices;
    private final MemoryCcns ccns;

    MemoryInstances(UndoLog undo, MemoryDevices devices, MemoryCcns ccns) {
        table = new Table<>(undo, TextOrder.BY_BYTES, Instance::id);
        byCreation = table.sortedBy(BY_CREATION);
        byPlan = table.indexed(new GroupIndex<>(
                instance -> instance.acceleration().map(Acceleration::planId).orElse(null), Instance::id));
        this.devices = devices;
        this.ccns = ccns;
    }

    @Override
    public Optional<Instance> find(String id) {
        return table.find(id);
    }

    @Override
    public Page<Instance> find(InstanceQuery query) {
        var condition = new InstanceCondition(query, devices, ccns);
        long first = (query.pageNumber() - 1L) * query.pageSize();
        List<Instance> items = new ArrayList<>();
        long total = 0;
        for (Instance instance : candidates(query)) {
            if (condition.test(instance)) {
                if (total >= first && items.size() < query.pageSize()) {
                    items.add(instance);
                }
                total++;
            }
        }
        return new Page<>(items, total);
    }

    /** In the order of creation; all of them only if the query names none. */
    private Iterable<Instance> candidates(InstanceQuery query) {
        if (query.serial().isPresent()) {
            return named(query.serial().flatMap(this::holder).stream());
        }
        return query.ids().isEmpty() ? byCreation.all() : named(query.ids().stream());
    }

    private List<Instance> named(Stream<String> ids) {
        return table.find(ids.distinct().toList(), BY_CREATION);
    }

    private Optional<String> holder(SerialNumber serial) {
        return devices.find(serial).map(Device::instanceId);
    }

    @Override
    public List<Instance> associatedWith(String planId) {
        return table.find(byPlan.of(planId), BY_CREATION);
    }

    @Override
    public void save(Instance instance) {
        table.save(instance);
    }

    @Override
    public Set<String> addNew(Collection<Instance> instances) {
        Set<String> added = new LinkedHashSet<>();
        for (Instance instance : instances) {
            if (table.add(instance)) {
                added.add(instance.id());
            }
        }
        return Collections.unmodifiableSet(added);
    }

    /** Those whose ids come after a text, in the order of their ids. */
    Collection<Instance> after(String id) {
        return table.after(id);
    }

    void clear() {
        table.clear();
    }
}
