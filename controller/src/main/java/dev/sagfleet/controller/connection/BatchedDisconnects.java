package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that devices have left, many with one change: a line that is cut takes a whole fleet at once, more
 * of them than there is room for changes in the store. Safe for many threads.
 */
final class BatchedDisconnects {
    private static final Logger LOG = LoggerFactory.getLogger(BatchedDisconnects.class);
    private static final int WITH_ONE_CHANGE_MAX = 500;

    private record Leaving(SerialNumber serial, long epoch) {}

    private final Store store;
    private final Events events;

    /** No more than there are connections, each of which leaves once. */
    private final Queue<Leaving> waiting = new ConcurrentLinkedQueue<>();

    private volatile boolean isStopped;
    private final AtomicBoolean isWriting = new AtomicBoolean();

    BatchedDisconnects(Store store, Events events) {
        this.store = store;
        this.events = events;
    }

    /** Notes that a session has ended. That the device has a later one by then does no harm. */
    void add(SerialNumber serial, long epoch) {
        if (!isStopped) {
            waiting.add(new Leaving(serial, epoch));
            write();
        }
    }

    /** From now on a connection that ends says nothing about its device. */
    void stop() {
        isStopped = true;
        waiting.clear();
    }

    private void write() {
        if (isStopped || waiting.isEmpty() || !isWriting.compareAndSet(false, true)) {
            return;
        }
        List<Leaving> some = take();
        store.write(
                        transaction -> some.stream()
                                .filter(left -> Connections.left(transaction, left.serial(), left.epoch()))
                                .toList(),
                        gone -> gone.forEach(
                                left -> events.publish(new ControllerEvent.Offline(left.serial(), left.epoch()))))
                .whenComplete((gone, failure) -> {
                    if (failure != null) {
                        LOG.warn("presence of {} devices not recorded", some.size(), failure);
                    }
                    isWriting.set(false);
                    write();
                });
    }

    private List<Leaving> take() {
        List<Leaving> taken = new ArrayList<>();
        Leaving next = waiting.poll();
        while (next != null) {
            taken.add(next);
            next = taken.size() < WITH_ONE_CHANGE_MAX ? waiting.poll() : null;
        }
        return taken;
    }
}
