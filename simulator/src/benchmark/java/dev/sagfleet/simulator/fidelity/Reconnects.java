package dev.sagfleet.simulator.fidelity;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long devices are away whose connections are all cut at once. */
final class Reconnects {
    private final Map<SerialNumber, Instant> gone = new LinkedHashMap<>();
    private final List<Duration> times = new ArrayList<>();

    void add(LoggedEvent logged) {
        if (logged.event() instanceof ControllerEvent.Offline offline) {
            gone.put(offline.serial(), logged.time());
        } else if (logged.event() instanceof ControllerEvent.Online online) {
            Instant since = gone.remove(online.serial());
            if (since != null) {
                times.add(Duration.between(since, logged.time()));
            }
        }
    }

    /** Of those that are back. */
    List<Duration> times() {
        return List.copyOf(times);
    }
}
