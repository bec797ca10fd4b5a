package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.PlanRepository;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The bandwidth plans. */
final class MemoryPlans implements PlanRepository.Writable {
    private static final Comparator<Plan> BY_CREATION =
            Comparator.comparingLong(Plan::createdMillis).thenComparing(Plan::id, TextOrder.BY_BYTES);

    private final Table<String, Plan> table;
    private final SortedRows<String, Plan> byCreation;
    private final Counter numbers;

    MemoryPlans(UndoLog undo) {
        table = new Table<>(undo, TextOrder.BY_BYTES, Plan::id);
        byCreation = table.sortedBy(BY_CREATION);
        numbers = new Counter(undo);
    }

    @Override
    public Optional<Plan> find(String id) {
        return table.find(id);
    }

    @Override
    public List<Plan> in(String regionId) {
        return byCreation.all().stream()
                .filter(plan -> plan.regionId().equals(regionId))
                .toList();
    }

    @Override
    public void save(Plan plan) {
        table.save(plan);
    }

    @Override
    public long nextNumber() {
        return numbers.next();
    }

    /** All, in the order in which they were created. */
    Collection<Plan> byCreation() {
        return byCreation.all();
    }

    /** Those whose ids come after a text, in the order of their ids. */
    Collection<Plan> after(String id) {
        return table.after(id);
    }

    void clear() {
        table.clear();
    }
}
