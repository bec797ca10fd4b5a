package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.TrackedChange;

/** What a store does too early that has a bug. Beside the store, whose parts nobody else sees. */
public final class EarlyStore {
    /** Makes a change as it will be made, tells what comes of it, and leaves all as it was. */
    public static void acknowledge(Object change, MemoryContent content) {
        var queued = (QueuedChange<?>) change;
        queued.make(new UndoLog());
        content.undo().undo();
        queued.acknowledge();
    }

    /** Likewise, but tells the sessions alone. */
    public static void wake(Store.Change<?> change, MemoryContent content, DesiredStateListener listener) {
        try {
            wakeAs(new TrackedChange<>(change, outcome -> {}, listener), content);
        } catch (RuntimeException e) {
            // A change that is rejected wakes nobody.
        } finally {
            content.undo().undo();
        }
    }

    private static <T> void wakeAs(TrackedChange<T> tracked, MemoryContent content) {
        tracked.tell(tracked.makeIn(desired -> new MemoryTransaction(content, desired)));
    }

    private EarlyStore() {}
}
