package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.connection.Scheduler;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.Reversal;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Semantics;
import dev.sagfleet.controller.rollout.Transition;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The rollouts of a controller, as people handle them. What a person wants is done or refused when its stage is over, and
 * on record by then; it fails with {@link RejectedException} where it is refused. Safe for many threads.
 */
public final class Campaigns {
    private static final String PREFIX = "ro-";

    private final Store store;
    private final Upgrades upgrades;
    private final InstantSource clock;
    private final Carried carried;
    private final Semantics semantics;
    private final RolloutTimer timer;
    private final Dealings dealings;
    private final Latecomers latecomers;
    private final Following following;

    /**
     * The rollouts of a store.
     *
     * @param upgrades by which devices are ordered to upgrade, without telling rollouts of it
     * @param egress that is told how much the downloads of each rollout may take
     * @param reports of what devices carry
     */
    public Campaigns(
            Store store,
            Upgrades upgrades,
            Egress egress,
            TrafficReports reports,
            Events events,
            Scheduler scheduler,
            InstantSource clock,
            RepeatedFailure failures) {
        this(store, upgrades, egress, reports, events, scheduler, clock, failures, Semantics.OWN);
    }

    /** The same, all of which go by other rules. */
    public Campaigns(
            Store store,
            Upgrades upgrades,
            Egress egress,
            TrafficReports reports,
            Events events,
            Scheduler scheduler,
            InstantSource clock,
            RepeatedFailure failures,
            Semantics semantics) {
        this.store = store;
        this.semantics = semantics;
        this.upgrades = upgrades;
        this.clock = clock;
        carried = new Carried(reports);
        latecomers = new Latecomers();
        var health = new HealthWatch(reports);
        timer = new RolloutTimer(this, store, scheduler, clock, failures);
        var lines = new Lines(egress);
        dealings = new Dealings(this, store, latecomers, lines, health, scheduler, clock, failures);
        var measurements = new Measurements(this, store, carried, clock, failures);
        following = new Following(events, timer, dealings, latecomers, lines, health, measurements);
    }

    /** Goes on with what rollouts want that a stop has interrupted; to be called at the start. */
    public void begin() {
        dealings.goOn();
        timer.look();
    }

    /** From now on nothing more is done. */
    public void stop() {
        timer.stop();
        dealings.stop();
    }

    /** Through which the rollouts are told what happens to devices. */
    public RolloutListener listener() {
        return new DeviceNews(upgrades, carried, semantics, following, latecomers);
    }

    /** Tells the rollouts, within the change, that a device was removed; returns what is to be run after it. */
    public Runnable removed(Transaction transaction, SerialNumber serial) {
        return listener().removed(transaction, serial, clock.millis());
    }

    /**
     * Makes a rollout; its members are then found by and by.
     *
     * @throws RejectedException within the stage, if another one of that name has not ended
     */
    public CompletionStage<Rollout> create(RolloutPolicy policy, String who) {
        return store.write(
                transaction -> {
                    RolloutNames.requireFree(transaction, policy.name());
                    long number = transaction.rollouts().nextNumber();
                    long nowMillis = clock.millis();
                    var origin = new Origin(PREFIX + number, 31 * nowMillis + number, nowMillis);
                    return create(transaction, Rollout.draft(origin, policy, who));
                },
                this::created);
    }

    /** Puts a rollout that is new on record. */
    static Rollout create(Transaction transaction, Rollout draft) {
        transaction.rollouts().save(draft);
        transaction.rollouts().enter(draft.origin().id(), draft.last());
        return draft;
    }

    /**
     * Tells a rollout what a person wants of it. A start is told with {@link #start}. A way back that a person wants is
     * then a rollout as any other, with the id that {@link #wayBack} says: it waits for somebody who agrees to it.
     *
     * @return the rollout after it
     */
    public CompletionStage<Rollout> tell(String rollout, RolloutEvent wish) {
        return happen(rollout, wish).thenApply(happened -> {
            happened.refused().ifPresent(why -> {
                throw why;
            });
            return happened.rollout().orElseThrow(() -> notFound(rollout));
        });
    }

    /** The id of the rollout that brings back the devices of a wave, from 0, or of all waves. */
    public static String wayBack(String rollout, Rollback.Scope scope, int wave) {
        return Reversals.id(rollout, scope, wave);
    }

    /** Starts a rollout, if those who match now are still those that were agreed to. */
    public CompletionStage<Rollout> start(String rollout, String who) {
        return dealings.found(rollout)
                .thenCompose(found -> tell(rollout, new RolloutRequest.Start(found.members(), who)));
    }

    /**
     * Takes away a rollout that has ended, or was never started, with all that is known of it.
     *
     * @return the rollout as it was
     */
    public CompletionStage<Rollout> remove(String rollout) {
        return dealings.remove(rollout);
    }

    /** Which devices a way back would bring back, and which not: those are to be named before it starts. */
    public CompletionStage<Reversal> reversal(String rollout, Rollback.Scope scope, int wave) {
        return dealings.finding().reversal(new Reversals.Meant(rollout, scope, wave));
    }

    private void created(Rollout rollout) {
        following.changed(rollout.origin().id(), rollout.policy(), rollout.last());
        following.deal(rollout.origin().id());
    }

    /** A way back that a rollout has made by itself needs nobody who agrees to it. */
    CompletionStage<Boolean> goesByItself(Rollout rollout) {
        boolean isWaiting =
                rollout.state() == RolloutState.WAITING_FOR_APPROVAL || rollout.state() == RolloutState.SCHEDULED;
        if (!isWaiting || !Reversals.isOne(rollout)) {
            return CompletableFuture.completedFuture(false);
        }
        String id = rollout.origin().id();
        Digest members = rollout.membership().dealt().orElseThrow();
        return store.read(reading -> reading.rollouts().log(id, 0, 1)).thenCompose(log -> {
            boolean isOwn =
                    log.stream().anyMatch(line -> line.transition().who().equals(Transition.ENGINE));
            return isOwn
                    ? happen(id, new RolloutRequest.Approve(members, Transition.ENGINE))
                            .thenCompose(approved -> start(id, Transition.ENGINE))
                            .thenApply(started -> true)
                    : CompletableFuture.completedFuture(false);
        });
    }

    /** A change of its own. */
    CompletionStage<Happened> happen(String rollout, RolloutEvent event) {
        return happen(rollout, now -> true, event);
    }

    /** Likewise, but only if the rollout is as it is expected to be. */
    CompletionStage<Happened> happen(String rollout, Predicate<Rollout> isExpected, RolloutEvent event) {
        return store.write(
                transaction -> {
                    Optional<Rollout> now = transaction.rollouts().find(rollout);
                    now.ifPresent(known -> RolloutNames.requireFor(transaction, known, event));
                    return now.filter(isExpected).isPresent()
                            ? new Course(transaction, upgrades, carried, semantics, clock.millis())
                                    .happen(rollout, event)
                            : new Happened(now, Optional.empty(), List.of());
                },
                happened -> happened.tell(following));
    }

    static RejectedException notFound(String rollout) {
        return new RejectedException(Rejection.ROLLOUT_NOT_FOUND, "no rollout " + rollout);
    }
}
