package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Wakeups;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which desired revisions one change of the inventory leaves different from what it found, in the order in
 * which it first saved them. An aspect that was saved twice counts once, as it was saved last.
 */
final class DesiredChanges {
    private final Map<Key, Latest> saved = new LinkedHashMap<>();

    private record Key(SerialNumber serial, Aspect aspect) {}

    private record Latest(Revision before, Command command) {}

    /** @param stored the desired revision as it is before this save; asked only at the aspect's first */
    void note(DeviceAspect aspect, Supplier<Revision> stored) {
        Key key = new Key(aspect.serial(), aspect.aspect());
        Latest earlier = saved.get(key);
        Revision before = earlier == null ? stored.get() : earlier.before();
        saved.put(key, new Latest(before, aspect.desired()));
    }

    void wake(Wakeups wakeups) {
        saved.forEach((key, latest) -> {
            if (!latest.command().revision().equals(latest.before())) {
                Quietly.run("wake-up", () -> wakeups.desired(key.serial(), latest.command()));
            }
        });
    }
}
