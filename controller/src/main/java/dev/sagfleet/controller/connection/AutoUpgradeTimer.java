package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.AutoUpgrades;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has devices upgraded whose policies are due. It waits for the earliest of them alone, and for nothing where there is
 * none, however many devices there are. Safe for many threads.
 */
public final class AutoUpgradeTimer {
    /** With one change, so that a call of the API does not wait for long. */
    static final int AT_ONCE_MAX = 100;

    /** How long it waits before it looks again: a clock that is put right meanwhile is noticed by then. */
    static final Duration WAIT_MAX = Duration.ofMinutes(10);

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Store store;
    private final AutoUpgrades upgrades;
    private final Events events;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final RepeatedFailure failures;

    private final Lock lock = new ReentrantLock();
    /** When the one timer that counts goes off, in milliseconds since 1970; nothing while there is none. */
    private Optional<Long> armed = Optional.empty();

    private boolean isStopped;

    public AutoUpgradeTimer(
            Store store,
            AutoUpgrades upgrades,
            Events events,
            Scheduler scheduler,
            InstantSource clock,
            RepeatedFailure failures) {
        this.store = store;
        this.upgrades = upgrades;
        this.events = events;
        this.scheduler = scheduler;
        this.clock = clock;
        this.failures = failures;
    }

    /** Looks what is due next; to be called at the start, and after a policy was changed. */
    public void look() {
        store.read(reading -> reading.policies().earliestMillis()).whenComplete((earliest, failure) -> {
            if (failure != null) {
                failed(failure);
            } else if (earliest.isPresent()) {
                waitFor(earliest.get());
            }
        });
    }

    /** From now on nothing more is ordered. */
    public void stop() {
        lock.lock();
        try {
            isStopped = true;
        } finally {
            lock.unlock();
        }
    }

    private void waitFor(long dueMillis) {
        long nowMillis = clock.millis();
        long delayMillis = Math.max(0, Math.min(dueMillis - nowMillis, WAIT_MAX.toMillis()));
        arm(nowMillis + delayMillis, Duration.ofMillis(delayMillis));
    }

    private void arm(long atMillis, Duration delay) {
        lock.lock();
        try {
            if (isStopped || (armed.isPresent() && armed.get() <= atMillis)) {
                return;
            }
            armed = Optional.of(atMillis);
        } finally {
            lock.unlock();
        }
        scheduler.schedule(delay, () -> goOff(atMillis));
    }

    /** One that another has taken the place of does nothing. */
    private void goOff(long atMillis) {
        lock.lock();
        try {
            if (isStopped || !armed.equals(Optional.of(atMillis))) {
                return;
            }
            armed = Optional.empty();
        } finally {
            lock.unlock();
        }
        order();
    }

    private void order() {
        store.write(transaction -> upgrades.orderDue(transaction, AT_ONCE_MAX, clock.millis()))
                .whenComplete((due, failure) -> {
                    if (failure != null) {
                        failed(failure);
                        return;
                    }
                    due.orders().forEach(ordered -> JobEvents.publish(events, ordered));
                    look();
                });
    }

    private void failed(Throwable failure) {
        Throwable cause = Store.causeOf(failure);
        if (cause instanceof StoreException refused && refused.reason() == StoreException.Reason.CLOSED) {
            stop();
            return;
        }
        failures.report("policies not looked at", cause);
        arm(clock.millis() + RETRY.toMillis(), RETRY);
    }
}
