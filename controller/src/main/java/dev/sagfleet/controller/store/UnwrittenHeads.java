package dev.sagfleet.controller.store;

import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Unwritten;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The heads of rollouts as the changes of a group have left them so far. Each report changes the head of its rollout a little;
 * it is read and written once for all reports that are committed together.
 */
final class UnwrittenHeads implements Unwritten {
    private final KnownRollouts known;
    private final Map<String, Rollout> byId = new LinkedHashMap<>();

    UnwrittenHeads(KnownRollouts known) {
        this.known = known;
    }

    /** One that is to be written. */
    Optional<Rollout> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    void save(Sql sql, Rollout rollout) {
        sql.willWrite();
        byId.put(rollout.origin().id(), rollout);
    }

    /** One that is no longer to be written. */
    void remove(String id) {
        byId.remove(id);
    }

    @Override
    public void writeTo(Sql sql) {
        var heads = new HeadRows(sql, known);
        byId.values().forEach(heads::save);
        byId.clear();
    }

    @Override
    public void forget() {
        byId.clear();
    }
}
