package dev.sagfleet.controller.event;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which events a reader wants.
 *
 * @param devices those that they happened to; empty for all events, also those of no device
 * @param kinds of the events; empty for all
 */
public record EventFilter(Set<SerialNumber> devices, Set<EventKind> kinds) {
    /** Lets everything pass. */
    public static final EventFilter ALL = new EventFilter(Collections.emptySet(), Collections.emptySet());

    public EventFilter {
        devices = Collections.unmodifiableSet(new LinkedHashSet<>(devices));
        kinds = Collections.unmodifiableSet(new LinkedHashSet<>(kinds));
    }

    /** Whether it lets calls pass, those that were not let in too. */
    boolean passesCalls() {
        return devices.isEmpty() && (kinds.isEmpty() || kinds.contains(EventKind.CALL));
    }

    boolean passes(ControllerEvent event) {
        return (kinds.isEmpty() || kinds.contains(event.kind()))
                && (devices.isEmpty()
                        || event.device().filter(devices::contains).isPresent());
    }
}
