package dev.sagfleet.simulator.rehearsal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A combination of values of which a sweep makes no point, since the rules of rollout files do not allow it.
 *
 * @param values by their paths, each of which could stand in the file by itself
 * @param why as for whoever wrote the file
 */
public record LeftOut(Map<String, String> values, String why) {
    public LeftOut {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Its values, as they were given. */
    public String text() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + '=' + value.getValue())
                .collect(Collectors.joining(", "));
    }

    /** All of them by why they are left out, in their order. */
    public static List<List<LeftOut>> byReason(List<LeftOut> all) {
        Map<String, List<LeftOut>> byReason =
                all.stream().collect(Collectors.groupingBy(LeftOut::why, LinkedHashMap::new, Collectors.toList()));
        return List.copyOf(byReason.values());
    }
}
