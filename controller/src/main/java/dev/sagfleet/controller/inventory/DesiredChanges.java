package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which desired revisions one change of the inventory leaves different from what it found, in the order in
 * which it first saved them. An aspect that was saved twice counts once, as it was saved last.
 */
public final class DesiredChanges {
    /** Most changes touch one aspect of one device. */
    private static final int ROOM_FIRST = 2;

    /** Made when something is noted: many changes touch no aspect at all. */
    private Map<Key, Revision> before = Collections.emptyMap();

    private Map<Key, EncodedCommand> saved = Collections.emptyMap();

    private record Key(SerialNumber serial, Aspect aspect) {}

    private Map<Key, Revision> before() {
        if (before.isEmpty()) {
            before = new LinkedHashMap<>(ROOM_FIRST);
        }
        return before;
    }

    private Map<Key, EncodedCommand> saved() {
        if (saved.isEmpty()) {
            saved = new LinkedHashMap<>(ROOM_FIRST);
        }
        return saved;
    }

    /** The aspects of a store as the change sees them, which notes here what it does to them. */
    public AspectRepository.Writable track(AspectTable table) {
        return new TrackedAspects(table, this);
    }

    /** Remembers what the change has read, so that it need not be asked again when it saves. */
    void found(SerialNumber serial, Aspect aspect, Revision stored) {
        before().putIfAbsent(new Key(serial, aspect), stored);
    }

    /** Likewise. */
    void found(DeviceAspect stored) {
        before().putIfAbsent(
                        new Key(stored.serial(), stored.aspect()),
                        stored.desired().revision());
    }

    /** @param stored the desired revision as it is before this save; asked only if it is not known */
    void note(SerialNumber serial, EncodedCommand desired, Supplier<Revision> stored) {
        Key key = new Key(serial, desired.aspect());
        if (!before.containsKey(key)) {
            before().put(key, stored.get());
        }
        saved().put(key, desired);
    }

    /** Takes what is desired of a device so far for what was found; what is saved later is a change again. */
    void forget(SerialNumber serial) {
        if (saved.isEmpty()) {
            return;
        }
        for (Aspect aspect : Aspect.values()) {
            Key key = new Key(serial, aspect);
            EncodedCommand command = saved.get(key);
            if (command != null) {
                before().put(key, command.revision());
            }
        }
    }

    void tell(DesiredStateListener listener) {
        saved.forEach((key, command) -> {
            if (!command.revision().equals(before.get(key))) {
                Callbacks.run("desired state", () -> listener.desiredChanged(key.serial(), command));
            }
        });
    }
}
