package dev.sagfleet.controller.contract;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.InstanceQuery.VersionComparator;
import dev.sagfleet.controller.inventory.InstanceQuery.VersionFilter;
import dev.sagfleet.controller.inventory.InstanceStatus;
import dev.sagfleet.controller.inventory.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The instances under each value of each filter, and in pages. */
final class EveryInstanceQuery {
    static List<String> of(Reading reading) {
        List<String> lines = new ArrayList<>();
        for (InstanceQuery query : all()) {
            lines.add(query + ": " + reading.instances().find(query));
        }
        return lines;
    }

    private static List<InstanceQuery> all() {
        List<InstanceQuery> queries = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            queries.add(query("", 0, List.of(), page, 2));
            queries.add(query("cn-shanghai", 1, List.of(), page, 2));
        }
        queries.add(query("", 0, List.of("sag-10", "sag-1", "sag-1", "no"), 1, 100));
        queries.add(query("cn-beijing", 1, RandomRows.IDS, 1, 100));
        queries.add(query(new SerialNumber("a"), 7, List.of("sag-1", "名"), 1, 100));
        RandomRows.NAMES.forEach(name -> queries.add(query(name, 2)));
        List.of(InstanceStatus.values()).forEach(status -> queries.add(query(status, 3)));
        List.of(true, false).forEach(so -> {
            queries.add(query(so, 4));
            queries.add(query(so, 5));
        });
        List.of(DeviceModel.values()).forEach(model -> queries.add(query(model, 6)));
        RandomRows.SERIALS.forEach(serial -> queries.add(query(new SerialNumber(serial), 7)));
        for (VersionComparator comparator : VersionComparator.values()) {
            queries.add(query(new VersionFilter(comparator, FirmwareVersion.parse("2.4")), 8));
        }
        RandomRows.CCNS.forEach(ccn -> queries.add(query(ccn, 9)));
        RandomRows.NAMES.forEach(name -> queries.add(query(name, 10)));
        return queries;
    }

    private static InstanceQuery query(Object value, int place) {
        return query(value, place, List.of(), 1, 100);
    }

    /** @param place of the filter that is given beside the ids; 0 for none */
    private static InstanceQuery query(Object value, int place, List<String> ids, int page, int pageSize) {
        return new InstanceQuery(
                at(place, 1, value, String.class),
                ids,
                at(place, 2, value, String.class),
                at(place, 3, value, InstanceStatus.class),
                at(place, 4, value, Boolean.class),
                at(place, 5, value, Boolean.class),
                at(place, 6, value, DeviceModel.class),
                at(place, 7, value, SerialNumber.class),
                at(place, 8, value, VersionFilter.class),
                at(place, 9, value, String.class),
                at(place, 10, value, String.class),
                page,
                pageSize);
    }

    private static <T> Optional<T> at(int place, int own, Object value, Class<T> type) {
        return place == own ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private EveryInstanceQuery() {}
}
