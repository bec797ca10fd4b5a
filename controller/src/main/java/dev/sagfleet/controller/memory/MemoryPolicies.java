package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.PolicyRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The policies of automatic upgrades. */
final class MemoryPolicies implements PolicyRepository.Writable {
    /** Those that are never due come last. */
    private static final Comparator<AutoUpgradePolicy> BY_TIME = Comparator.comparingLong(
                    (AutoUpgradePolicy policy) -> policy.dueMillis().orElse(Long.MAX_VALUE))
            .thenComparing(policy -> policy.serial().text(), TextOrder.BY_BYTES);

    private final Table<String, AutoUpgradePolicy> table;
    private final OrderIndex<AutoUpgradePolicy> byTime;

    MemoryPolicies(UndoLog undo) {
        table = new Table<>(undo, TextOrder.BY_BYTES, policy -> policy.serial().text());
        byTime = table.indexed(new OrderIndex<>(BY_TIME));
    }

    @Override
    public Optional<AutoUpgradePolicy> find(SerialNumber serial) {
        return table.find(serial.text());
    }

    @Override
    public Optional<Long> earliestMillis() {
        return byTime.rows().stream().findFirst().flatMap(AutoUpgradePolicy::dueMillis);
    }

    @Override
    public List<AutoUpgradePolicy> due(long nowMillis, int most) {
        return byTime.rows().stream()
                .takeWhile(policy ->
                        policy.dueMillis().filter(due -> due <= nowMillis).isPresent())
                .limit(most)
                .toList();
    }

    @Override
    public void save(AutoUpgradePolicy policy) {
        table.save(policy);
    }

    @Override
    public void remove(SerialNumber serial) {
        table.remove(serial.text());
    }

    void clear() {
        table.clear();
    }
}
