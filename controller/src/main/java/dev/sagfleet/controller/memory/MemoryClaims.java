package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Claim;
import java.util.List;
import java.util.Optional;

/** Which rollout has which device. */
final class MemoryClaims {
    /** That a rollout has a device. */
    private record Held(SerialNumber serial, Claim claim) {
        String key() {
            return serial.text();
        }
    }

    private final Table<String, Held> table;
    private final GroupIndex<Held> byRollout;

    MemoryClaims(UndoLog undo) {
        table = new Table<>(undo, TextOrder.BY_BYTES, Held::key);
        byRollout = table.indexed(new GroupIndex<>(held -> held.claim().rollout(), Held::key));
    }

    Optional<Claim> find(SerialNumber serial) {
        return table.find(serial.text()).map(Held::claim);
    }

    void save(SerialNumber serial, Claim claim) {
        table.save(new Held(serial, claim));
    }

    void remove(SerialNumber serial) {
        table.remove(serial.text());
    }

    /** Those of a rollout. */
    void remove(String rollout) {
        remove(rollout, Integer.MAX_VALUE);
    }

    /** Some of them; returns how many. */
    int remove(String rollout, int most) {
        List<String> keys = byRollout.of(rollout).stream().limit(most).toList();
        keys.forEach(table::remove);
        return keys.size();
    }

    void clear() {
        table.clear();
    }
}
