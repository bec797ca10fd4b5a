package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.connection.Scheduler;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.RolloutEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has rollouts go on when they want to. It waits for the earliest of them alone, and for nothing where none wants
 * anything. Each tick is a change of its own, so that others come between them. Safe for many threads.
 */
final class RolloutTimer {
    /** How long it waits before it looks again: a clock that is put right meanwhile is noticed by then. */
    static final Duration WAIT_MAX = Duration.ofMinutes(10);

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Campaigns campaigns;
    private final Store store;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final RepeatedFailure failures;

    private final Lock lock = new ReentrantLock();
    /** When the one timer that counts goes off, in milliseconds since 1970; nothing while there is none. */
    private Optional<Long> armed = Optional.empty();

    private boolean isStopped;

    RolloutTimer(Campaigns campaigns, Store store, Scheduler scheduler, InstantSource clock, RepeatedFailure failures) {
        this.campaigns = campaigns;
        this.store = store;
        this.scheduler = scheduler;
        this.clock = clock;
        this.failures = failures;
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
        if (millis >= PhaseClock.NEVER) {
            return;
        }
        long nowMillis = clock.millis();
        long delayMillis = Math.max(0, Math.min(millis - nowMillis, WAIT_MAX.toMillis()));
        arm(nowMillis + delayMillis, Duration.ofMillis(delayMillis));
    }

    void stop() {
        lock.lock();
        try {
            isStopped = true;
        } finally {
            lock.unlock();
        }
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
        return CompletableFuture.allOf(due.stream()
                .map(rollout ->
                        campaigns.happen(rollout, new RolloutEvent.Tick()).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    private void failed(Throwable failure) {
        Throwable cause = Store.causeOf(failure);
        if (cause instanceof StoreException refused && refused.reason() == StoreException.Reason.CLOSED) {
            stop();
            return;
        }
        failures.report("rollouts not looked at", cause);
        arm(clock.millis() + RETRY.toMillis(), RETRY);
    }
}
