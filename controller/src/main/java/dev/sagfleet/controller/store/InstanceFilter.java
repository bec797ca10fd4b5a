package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.InstanceQuery.VersionFilter;
import dev.sagfleet.controller.inventory.InstanceStatus;
import dev.sagfleet.controller.sql.Upsert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The filters of an {@link InstanceQuery} as conditions on {@code instance i}, and the values to bind. */
final class InstanceFilter {
    /** {@link dev.sagfleet.controller.inventory.Instance#status} in SQL. */
    static final String STATUS =
            """
            CASE WHEN i.in_arrears THEN 'ARREARAGE'
             WHEN i.ccn_id IS NULL THEN 'RECEIVED'
             WHEN i.model = 'APP' THEN 'ACTIVE'
             WHEN EXISTS (SELECT 1 FROM device d WHERE d.instance_id = i.id AND d.online) THEN 'ACTIVE'
             ELSE 'OFFLINE' END = ?""";

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private InstanceFilter() {}

    static InstanceFilter of(InstanceQuery query) {
        var filter = new InstanceFilter();
        filter.add("i.region_id = ?", query.regionId());
        filter.addIds(query.ids());
        filter.add("i.name = ?", query.name());
        filter.add(STATUS, query.status().map(InstanceStatus::name));
        filter.add("i.in_arrears = ?", query.inArrears());
        filter.add("(i.model = 'APP') = ?", query.software());
        filter.add("i.model = ?", query.model().map(DeviceModel::name));
        filter.add(
                "i.id IN (SELECT d.instance_id FROM device d WHERE d.serial = ?)",
                query.serial().map(SerialNumber::text));
        query.version().ifPresent(filter::addVersion);
        filter.add("i.ccn_id = ?", query.ccnId());
        filter.add("i.ccn_id IN (SELECT c.id FROM ccn c WHERE c.name = ?)", query.ccnName());
        return filter;
    }

    /** A WHERE clause, or nothing if all rows match. */
    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** One for each question mark, in order. */
    List<Object> values() {
        return Collections.unmodifiableList(values);
    }

    private void add(String condition, Optional<?> value) {
        value.ifPresent(present -> {
            conditions.add(condition);
            values.add(present);
        });
    }

    /** Pads the list to a power of two with its last id, so that few texts need to be prepared. */
    private void addIds(List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        int padded = ids.size() == 1 ? 1 : Integer.highestOneBit(ids.size() - 1) * 2;
        conditions.add("i.id IN (" + Upsert.placeholders(padded) + ')');
        values.addAll(ids);
        values.addAll(Collections.nCopies(padded - ids.size(), ids.get(ids.size() - 1)));
    }

    private void addVersion(VersionFilter version) {
        String sign =
                switch (version.comparator()) {
                    case GREATER -> ">";
                    case LESS -> "<";
                    case EQUALS -> "=";
                };
        conditions.add("i.model <> 'APP' AND EXISTS (SELECT 1 FROM device d"
                + " WHERE d.instance_id = i.id AND d.role = 'ACTIVE' AND d.firmware_key " + sign + " ?)");
        values.add(version.version().sortKey());
    }
}
