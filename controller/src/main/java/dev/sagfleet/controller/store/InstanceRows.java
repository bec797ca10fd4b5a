package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.InstanceRepository;
import dev.sagfleet.controller.inventory.Page;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code instance}. */
final class InstanceRows implements InstanceRepository.Writable {
    private static final String[] COLUMNS = {
        "id",
        "region_id",
        "name",
        "model",
        "ha_type",
        "megabits",
        "user_count",
        "ccn_id",
        "in_arrears",
        "plan_id",
        "plan_megabits",
        "created_millis",
        "end_millis"
    };
    private static final String SAVE = Upsert.into("instance", 1, COLUMNS);
    private static final String INSERT_NEW = Upsert.orLeave("instance", 1, COLUMNS);

    private final Sql sql;

    InstanceRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Instance> find(String id) {
        return sql.first("SELECT * FROM instance WHERE id = ?", InstanceRows::toInstance, id);
    }

    @Override
    public List<Instance> associatedWith(String planId) {
        return sql.query(
                "SELECT * FROM instance WHERE plan_id = ? ORDER BY created_millis, id",
                InstanceRows::toInstance,
                planId);
    }

    @Override
    public Page<Instance> find(InstanceQuery query) {
        InstanceFilter filter = InstanceFilter.of(query);
        List<Object> values = new ArrayList<>(filter.values());
        values.add(query.pageSize());
        values.add((query.pageNumber() - 1L) * query.pageSize());
        List<Instance> items = sql.query(
                "SELECT i.* FROM instance i" + filter.where() + " ORDER BY i.created_millis, i.id LIMIT ? OFFSET ?",
                InstanceRows::toInstance,
                values.toArray());
        boolean isAll = query.pageNumber() == 1 && items.size() < query.pageSize();
        return new Page<>(items, isAll ? items.size() : count(filter));
    }

    private long count(InstanceFilter filter) {
        return sql.first(
                        "SELECT count(*) AS total FROM instance i" + filter.where(),
                        row -> row.number("total"),
                        filter.values().toArray())
                .orElse(0L);
    }

    @Override
    public void save(Instance instance) {
        sql.update(SAVE, values(instance));
    }

    @Override
    public Set<String> addNew(Collection<Instance> instances) {
        return instances.stream()
                .filter(instance -> sql.update(INSERT_NEW, values(instance)) > 0)
                .map(Instance::id)
                .collect(Collectors.toSet());
    }

    /** In the order of the columns. */
    private static Object[] values(Instance instance) {
        return new Object[] {
            instance.id(),
            instance.regionId(),
            instance.name(),
            instance.model().name(),
            instance.haType().name(),
            instance.megabits(),
            instance.userCount(),
            instance.ccnId(),
            instance.inArrears(),
            instance.acceleration().map(Acceleration::planId),
            instance.acceleration().map(Acceleration::megabits),
            instance.createdMillis(),
            instance.endMillis()
        };
    }

    static Instance toInstance(Row row) {
        return new Instance(
                row.text("id"),
                row.text("region_id"),
                row.text("name"),
                row.constant(DeviceModel.class, "model"),
                row.constant(HaType.class, "ha_type"),
                row.smallNumber("megabits"),
                row.smallNumber("user_count"),
                row.optionalText("ccn_id"),
                row.flag("in_arrears"),
                row.optionalText("plan_id").map(plan -> new Acceleration(plan, row.smallNumber("plan_megabits"))),
                row.number("created_millis"),
                row.number("end_millis"));
    }
}
