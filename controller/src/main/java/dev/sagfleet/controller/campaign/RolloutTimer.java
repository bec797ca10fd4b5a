package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.connection.Alarm;
import dev.sagfleet.controller.connection.Scheduler;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.RolloutEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Has rollouts go on when they want to. It waits for the earliest of them alone, and for nothing where none wants
 * anything. Each tick is a change of its own, so that others come between them. Safe for many threads.
 */
final class RolloutTimer {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Campaigns campaigns;
    private final Store store;
    private final InstantSource clock;
    private final RepeatedFailure failures;
    private final Alarm alarm;

    RolloutTimer(Campaigns campaigns, Store store, Scheduler scheduler, InstantSource clock, RepeatedFailure failures) {
        this.campaigns = campaigns;
        this.store = store;
        this.clock = clock;
        this.failures = failures;
        alarm = new Alarm(scheduler, clock, this::goOn);
    }

    /** Looks who wants to go on next. */
    void look() {
        store.read(reading -> reading.rollouts().nextWakeMillis()).whenComplete((wake, failure) -> {
            if (failure != null) {
                failed(failure);
            } else {
                wakeAt(wake);
            }
        });
    }

    /** Looks at this time, if not before. */
    void wakeAt(long millis) {
        if (millis < PhaseClock.NEVER) {
            alarm.set(millis);
        }
    }

    void stop() {
        alarm.stop();
    }

    private void goOn() {
        long nowMillis = clock.millis();
        store.read(reading -> reading.rollouts().dueBy(nowMillis))
                .thenCompose(this::tick)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        failed(failure);
                    } else {
                        look();
                    }
                });
    }

    /** All of them, also those behind one that fails. */
    private CompletableFuture<Void> tick(List<String> due) {
        CompletableFuture<?>[] ticks = new CompletableFuture<?>[due.size()];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = campaigns.happen(due.get(i), new RolloutEvent.Tick()).toCompletableFuture();
        }
        return CompletableFuture.allOf(ticks);
    }

    private void failed(Throwable failure) {
        Throwable cause = Store.causeOf(failure);
        if (cause instanceof StoreException refused && refused.reason() == StoreException.Reason.CLOSED) {
            stop();
            return;
        }
        failures.report("rollouts not looked at", cause);
        alarm.setIn(RETRY);
    }
}
