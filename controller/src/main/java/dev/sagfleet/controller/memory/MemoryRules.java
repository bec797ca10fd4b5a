package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.RuleRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The acceleration rules. */
final class MemoryRules implements RuleRepository.Writable {
    private static final Comparator<AccelerationRule> BY_NUMBER =
            Comparator.comparingLong(AccelerationRule::number).thenComparing(AccelerationRule::id, TextOrder.BY_BYTES);

    private final Table<String, AccelerationRule> table;
    private final GroupIndex<AccelerationRule> byPlan;
    private final Counter numbers;

    MemoryRules(UndoLog undo) {
        table = new Table<>(undo, TextOrder.BY_BYTES, AccelerationRule::id);
        byPlan = table.indexed(new GroupIndex<>(AccelerationRule::planId, AccelerationRule::id));
        numbers = new Counter(undo);
    }

    @Override
    public Optional<AccelerationRule> find(String id) {
        return table.find(id);
    }

    @Override
    public List<AccelerationRule> of(String planId) {
        return table.find(byPlan.of(planId), BY_NUMBER);
    }

    @Override
    public void save(AccelerationRule rule) {
        table.save(rule);
    }

    @Override
    public long nextNumber() {
        return numbers.next();
    }

    void clear() {
        table.clear();
    }
}
