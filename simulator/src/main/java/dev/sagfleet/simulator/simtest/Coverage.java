package dev.sagfleet.simulator.simtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What worlds have come across, counted by group and name. */
public final class Coverage {
    private final Map<String, Map<String, Long>> groups = new TreeMap<>();

    /** Counts something once more. */
    void count(String group, String name) {
        groups.computeIfAbsent(group, unknown -> new TreeMap<>()).merge(name, 1L, Long::sum);
    }

    /** Names something that can be come across, so that it shows if it never is. */
    void expect(String group, List<String> names) {
        Map<String, Long> counts = groups.computeIfAbsent(group, unknown -> new TreeMap<>());
        names.forEach(name -> counts.putIfAbsent(name, 0L));
    }

    /** Adds what another one has counted. */
    public void add(Coverage other) {
        other.groups.forEach((group, counts) -> counts.forEach((name, count) ->
                groups.computeIfAbsent(group, unknown -> new TreeMap<>()).merge(name, count, Long::sum)));
    }

    /** The counts, by group and then by name, both in the order of the alphabet. */
    public Map<String, Map<String, Long>> counts() {
        Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
        groups.forEach((group, counts) -> copy.put(group, new LinkedHashMap<>(counts)));
        return copy;
    }

    /** What can be come across and was not, as {@code group: name}. */
    public List<String> missing() {
        return groups.entrySet().stream()
                .flatMap(group -> group.getValue().entrySet().stream()
                        .filter(count -> count.getValue() == 0)
                        .map(count -> group.getKey() + ": " + count.getKey()))
                .toList();
    }
}
