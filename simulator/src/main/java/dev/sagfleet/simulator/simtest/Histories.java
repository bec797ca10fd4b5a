package dev.sagfleet.simulator.simtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What things were and are, by their ids. */
final class Histories<S> {
    private final Map<String, List<S>> byId = new LinkedHashMap<>();

    /**
     * Notes what something is now.
     *
     * @return whether that is another thing than it was
     */
    boolean note(String id, S state) {
        List<S> history = byId.computeIfAbsent(id, unknown -> new ArrayList<>());
        boolean isNews = history.isEmpty() || !history.get(history.size() - 1).equals(state);
        if (isNews) {
            history.add(state);
        }
        return isNews;
    }

    /** What it was and is, in this order. */
    List<S> of(String id) {
        return byId.getOrDefault(id, List.of());
    }
}
