package dev.sagfleet.controller.campaign;

import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Engine;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.Semantics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What happens to rollouts within one change: an event, and what follows from it at once. All of it is written with that
 * change or none of it.
 */
final class Course {
    private final Transaction transaction;
    private final Upgrades upgrades;
    private final Carried carried;
    private final Semantics semantics;
    private final long nowMillis;

    /** Those that were read, as they are by now: one, but for what concerns another one. */
    private final List<Rollout> known = new ArrayList<>(1);

    private final Queue<Pending> pending = new ArrayDeque<>(0);
    private final List<Consumer<Aftermath>> after = new ArrayList<>(2);
    private Optional<RejectedException> refused = Optional.empty();

    private record Pending(String rollout, RolloutEvent event) {}

    Course(Transaction transaction, Upgrades upgrades, Carried carried, Semantics semantics, long nowMillis) {
        this.transaction = transaction;
        this.upgrades = upgrades;
        this.carried = carried;
        this.semantics = semantics;
        this.nowMillis = nowMillis;
    }

    /** Tells a rollout of an event, and those that it concerns of what follows. One that is not there hears nothing. */
    Happened happen(String rollout, RolloutEvent event) {
        step(new Pending(rollout, event));
        for (Pending next = pending.poll(); next != null; next = pending.poll()) {
            step(next);
        }
        return new Happened(find(rollout), refused, after);
    }

    private void step(Pending next) {
        Optional<Rollout> found = find(next.rollout());
        if (found.isEmpty()) {
            return;
        }
        Rollout rollout = found.get();
        var engine = new Engine(
                transaction.rollouts().members(next.rollout()),
                new StoredClaims(transaction),
                new StoredFleet(transaction, rollout, carried, nowMillis),
                semantics);
        Engine.Step step = engine.step(rollout, next.event(), atLeast(rollout));
        if (!step.next().equals(rollout)) {
            transaction.rollouts().save(step.next());
            known.replaceAll(other -> isOf(next.rollout(), other) ? step.next() : other);
        }
        if (!step.next().policy().health().equals(rollout.policy().health())) {
            after(aftermath -> aftermath.healthChanged(
                    next.rollout(), step.next().policy(), step.next().state()));
        }
        var effects = new EffectsInStore(this, step.next(), next.event());
        step.effects().forEach(effect -> effect.runOn(effects));
        if (step.next().wakeAtMillis() < PhaseClock.NEVER) {
            after(aftermath -> aftermath.wakeAt(step.next().wakeAtMillis()));
        }
    }

    /** Read once: within this change nobody else writes it. */
    private Optional<Rollout> find(String rollout) {
        for (int i = 0; i < known.size(); i++) {
            if (isOf(rollout, known.get(i))) {
                return Optional.of(known.get(i));
            }
        }
        Optional<Rollout> found = transaction.rollouts().find(rollout);
        found.ifPresent(known::add);
        return found;
    }

    private static boolean isOf(String id, Rollout rollout) {
        return rollout.origin().id().equals(id);
    }

    /** The clock on the wall may have been put back; for a rollout time stands then. */
    private long atLeast(Rollout rollout) {
        return Math.max(
                nowMillis, Math.max(rollout.last().atMillis(), rollout.flow().atMillis()));
    }

    Transaction transaction() {
        return transaction;
    }

    Upgrades upgrades() {
        return upgrades;
    }

    long nowMillis() {
        return nowMillis;
    }

    /** Something else that happens, once all that is to be done of this event is. */
    void followUp(String rollout, RolloutEvent event) {
        pending.add(new Pending(rollout, event));
    }

    void after(Consumer<Aftermath> matter) {
        after.add(matter);
    }

    void refuse(RejectedException why) {
        refused = Optional.of(why);
    }
}
