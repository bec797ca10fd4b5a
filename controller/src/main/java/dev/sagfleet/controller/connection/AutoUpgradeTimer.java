package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.AutoUpgrades;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Has devices upgraded whose policies are due. It waits for the earliest of them alone, and for nothing where there is
 * none, however many devices there are. Safe for many threads.
 */
public final class AutoUpgradeTimer {
    /** With one change, so that a call of the API does not wait for long. */
    static final int AT_ONCE_MAX = 100;

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Store store;
    private final AutoUpgrades upgrades;
    private final Events events;
    private final InstantSource clock;
    private final RepeatedFailure failures;
    private final Alarm alarm;

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
        this.clock = clock;
        this.failures = failures;
        alarm = new Alarm(scheduler, clock, this::order);
    }

    /** Looks what is due next; to be called at the start, and after a policy was changed. */
    public void look() {
        store.read(reading -> reading.policies().earliestMillis()).whenComplete((earliest, failure) -> {
            if (failure != null) {
                failed(failure);
            } else if (earliest.isPresent()) {
                alarm.set(earliest.get());
            }
        });
    }

    /** From now on nothing more is ordered. */
    public void stop() {
        alarm.stop();
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
        alarm.setIn(RETRY);
    }
}
