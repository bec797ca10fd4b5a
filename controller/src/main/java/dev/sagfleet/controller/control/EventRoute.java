package dev.sagfleet.controller.control;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.EventFilter;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Store;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code GET /_sag/events}, whose answer is a stream: from the query to a reader of what was asked for. */
public final class EventRoute {
    public static final String PATH = ControlApi.PREFIX + "events";

    /** How many devices one stream can be about; more are better filtered by whoever reads. */
    private static final int DEVICES_MAX = 1_000;

    private static final String DEVICE = "device";
    private static final String KIND = "kind";
    private static final String SINCE = "since";
    private static final String LAST = "last";
    private static final String FOLLOW = "follow";
    private static final List<String> PARAMETERS = List.of(DEVICE, KIND, SINCE, LAST, FOLLOW);

    private final Store store;
    private final Events events;

    public EventRoute(Store store, Events events) {
        this.store = store;
        this.events = events;
    }

    /**
     * The reader that a request asks for.
     *
     * @param query decoded
     * @return it fails, or this throws, with a {@link ControlException} for what the caller is to be told
     */
    public CompletionStage<EventReader> reader(String method, Map<String, List<String>> query) {
        if (!method.equals("GET")) {
            throw ControlException.unsupportedMethod("method: " + method + " (expected: GET for " + PATH + ')');
        }
        query.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ControlException.badRequest(
                            name + ": unknown (expected: " + String.join(", ", PARAMETERS) + ')');
                });
        Set<SerialNumber> devices = all(query, DEVICE, ControlRoutes::serial);
        if (devices.size() > DEVICES_MAX) {
            throw ControlException.badRequest(
                    DEVICE + ": " + devices.size() + " devices (expected: at most " + DEVICES_MAX + ')');
        }
        var filter = new EventFilter(devices, all(query, KIND, EventRoute::kind));
        EventReader reader =
                follows(query) ? reader(filter, query) : reader(filter, query).endingNow();
        return store.read(reading -> {
            devices.stream()
                    .filter(serial -> reading.devices().find(serial).isEmpty())
                    .findFirst()
                    .ifPresent(serial -> {
                        throw ControlException.notFound(DEVICE + ": " + serial + " (expected: a known one)");
                    });
            return reader;
        });
    }

    private EventReader reader(EventFilter filter, Map<String, List<String>> query) {
        boolean isSince = query.containsKey(SINCE);
        boolean isLast = query.containsKey(LAST);
        if (isSince && isLast) {
            throw ControlException.badRequest(SINCE + ", " + LAST + ": both (expected: one of them)");
        }
        if (isLast) {
            return EventReader.withLast(events, filter, (int) number(query, LAST, Events.EVENTS_MAX));
        }
        return isSince
                ? EventReader.since(events, filter, number(query, SINCE, events.last()))
                : EventReader.fromNow(events, filter);
    }

    private static boolean follows(Map<String, List<String>> query) {
        String text = String.join(",", query.getOrDefault(FOLLOW, List.of("true")));
        if (!text.equals("true") && !text.equals("false")) {
            throw ControlException.badRequest(FOLLOW + ": " + text + " (expected: true or false)");
        }
        return text.equals("true");
    }

    private static long number(Map<String, List<String>> query, String name, long most) {
        String text = String.join(",", query.getOrDefault(name, List.of()));
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As wrong as one that is out of range.
        }
        throw ControlException.badRequest(name + ": " + text + " (expected: a whole number from 0 to " + most + ')');
    }

    private static EventKind kind(String label) {
        try {
            return EventKind.of(label);
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** The values of a parameter that may come several times, and may name several with commas each time. */
    private static <T> Set<T> all(Map<String, List<String>> query, String name, Function<String, T> reading) {
        return query.getOrDefault(name, List.of()).stream()
                .flatMap(values -> List.of(values.split(",", -1)).stream())
                .map(reading)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
