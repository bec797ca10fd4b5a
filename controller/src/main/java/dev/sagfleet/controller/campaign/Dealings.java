package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.connection.Scheduler;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.RolloutRepository;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rollout.Dealing;
import dev.sagfleet.controller.rollout.Engine;
import dev.sagfleet.controller.rollout.Members;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Transition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What concerns all members of a rollout and is done beside all else: finding them, letting go of them, forgetting them.
 * Each slice is a change of its own, so no other change waits for it; what a stop interrupts is done again at the next
 * start. Safe for many threads. Source: rollout rule R19.
 */
final class Dealings {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration WAY_BACK_LOOK = Duration.ofSeconds(10);

    /** As long as a trial may take before its device is silent, by default. */
    private static final Duration WAY_BACK_WAIT_MAX = Duration.ofHours(1);

    private static final CompletionStage<Boolean> DONE = CompletableFuture.completedFuture(true);

    private final Campaigns campaigns;
    private final Store store;
    private final Finding finding;
    private final Latecomers latecomers;
    private final Lines lines;
    private final HealthWatch health;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final RepeatedFailure failures;
    private volatile boolean isStopped;

    Dealings(
            Campaigns campaigns,
            Store store,
            Latecomers latecomers,
            Lines lines,
            HealthWatch health,
            Scheduler scheduler,
            InstantSource clock,
            RepeatedFailure failures) {
        this.campaigns = campaigns;
        this.store = store;
        this.latecomers = latecomers;
        this.lines = lines;
        this.health = health;
        this.scheduler = scheduler;
        this.clock = clock;
        this.failures = failures;
        finding = new Finding(store);
    }

    void stop() {
        isStopped = true;
    }

    /** Goes on with what a stop has interrupted. */
    void goOn() {
        goOn(Optional.empty());
    }

    private void goOn(Optional<String> after) {
        insist(() -> store.read(reading -> reading.rollouts().list(new SliceRequest(after, 100)))
                .thenAccept(part -> {
                    part.items().forEach(this::goOn);
                    part.next().ifPresent(next -> goOn(Optional.of(next)));
                }));
    }

    private void goOn(Rollout rollout) {
        String id = rollout.origin().id();
        latecomers.changed(id, rollout.policy(), rollout.state());
        lines.changed(id, rollout.policy(), rollout.last());
        health.changed(id, rollout.policy(), rollout.state());
        if (rollout.state().isOver()) {
            release(id);
        } else if (rollout.startedMillis() == 0) {
            deal(id);
        }
    }

    /** Finds the members of a rollout that has none yet, or not all. */
    void deal(String id) {
        insist(() -> find(id, Dealings::isToBeDealt)
                .thenCompose(draft -> draft.isPresent() ? dealInTime(draft.get()) : DONE)
                .thenCompose(done -> find(id, rollout -> true))
                .thenCompose(rollout -> rollout.isPresent() ? campaigns.goesByItself(rollout.get()) : DONE));
    }

    private static boolean isToBeDealt(Rollout rollout) {
        return rollout.state() == RolloutState.DRAFT
                && !rollout.membership().isFull()
                && rollout.sweeps().isEmpty();
    }

    /** Those who are still at work may have to be brought back as well, so a way back waits for them for a while. */
    private CompletionStage<Boolean> dealInTime(Rollout draft) {
        Optional<Reversals.Meant> meant = Reversals.of(draft.origin().id());
        boolean isPatient = clock.millis() < draft.origin().createdMillis() + WAY_BACK_WAIT_MAX.toMillis();
        if (meant.isEmpty() || !isPatient) {
            return deal(draft);
        }
        return find(meant.get().rollout(), rollout -> rollout.flow().working() > 0)
                .thenCompose(busy -> {
                    if (busy.isEmpty()) {
                        return deal(draft);
                    }
                    scheduler.schedule(WAY_BACK_LOOK, () -> deal(draft.origin().id()));
                    return DONE;
                });
    }

    private CompletionStage<Boolean> deal(Rollout draft) {
        String id = draft.origin().id();
        CompletionStage<Boolean> cleared = draft.membership().dealt().isEmpty()
                ? forgetMembers(id, rollout -> rollout.membership().dealt().isEmpty())
                : DONE;
        return cleared.thenCompose(done -> finding.of(draft)).thenCompose(dealt -> campaigns
                .happen(id, now -> isSame(draft, now), dealt.event())
                .thenCompose(happened -> fill(draft, dealt, happened)));
    }

    private static boolean isSame(Rollout draft, Rollout now) {
        return isToBeDealt(now) && now.revision() == draft.revision();
    }

    private CompletionStage<Boolean> fill(Rollout draft, Dealing.Dealt dealt, Happened happened) {
        Optional<Rollout> now = happened.rollout().filter(rollout -> isSame(draft, rollout));
        if (now.isEmpty() || isStopped) {
            return DONE;
        }
        if (!isOf(dealt, now.get())) {
            return store.write(transaction -> {
                        transaction
                                .rollouts()
                                .find(draft.origin().id())
                                .filter(rollout -> isSame(draft, rollout))
                                .ifPresent(rollout -> transaction.rollouts().save(Rollout.again(rollout)));
                        return true;
                    })
                    .thenCompose(done -> deal(Rollout.again(draft)));
        }
        int from = now.get().membership().filled();
        return campaigns
                .happen(
                        draft.origin().id(),
                        rollout -> isSame(draft, rollout) && isOf(dealt, rollout),
                        dealt.slice(from, Engine.SLICE))
                .thenCompose(next -> fill(draft, dealt, next));
    }

    private static boolean isOf(Dealing.Dealt dealt, Rollout rollout) {
        return rollout.membership().dealt().equals(Optional.of(dealt.members()));
    }

    /** Those who match now. */
    CompletionStage<Dealing.Dealt> found(String id) {
        return find(id, rollout -> true)
                .thenCompose(rollout -> finding.of(rollout.orElseThrow(() -> Campaigns.notFound(id))));
    }

    Finding finding() {
        return finding;
    }

    private CompletionStage<Optional<Rollout>> find(String id, Predicate<Rollout> isMeant) {
        return store.read(reading -> reading.rollouts().find(id).filter(isMeant));
    }

    /** Lets go of all devices of a rollout that is over. */
    void release(String id) {
        insist(() -> releaseAll(id));
    }

    private CompletionStage<Boolean> releaseAll(String id) {
        return store.write(transaction -> transaction.rollouts().release(id, Engine.SLICE))
                .thenCompose(released -> released < Engine.SLICE || isStopped ? DONE : releaseAll(id));
    }

    private CompletionStage<Boolean> forgetMembers(String id, Predicate<Rollout> isMeant) {
        return store.write(transaction -> {
                    RolloutRepository.Writable rollouts = transaction.rollouts();
                    if (rollouts.find(id).filter(isMeant).isEmpty()) {
                        return 0;
                    }
                    Members members = rollouts.members(id);
                    members.removeLast(Engine.SLICE);
                    return members.size();
                })
                .thenCompose(left -> left == 0 || isStopped ? DONE : forgetMembers(id, isMeant));
    }

    /** Forgets a rollout that is over, and all that is known of it. */
    CompletionStage<Rollout> remove(String id) {
        return store.write(transaction -> removeSome(transaction, id))
                .thenCompose(left ->
                        left.isGone() || isStopped ? CompletableFuture.completedFuture(left.rollout()) : remove(id));
    }

    private record Left(Rollout rollout, boolean isGone) {}

    /** One that is forgotten bit by bit is cancelled, so that nobody takes it up again meanwhile. */
    private static Left removeSome(Transaction transaction, String id) {
        RolloutRepository.Writable rollouts = transaction.rollouts();
        Rollout rollout = rollouts.find(id).orElseThrow(() -> Campaigns.notFound(id));
        if (!rollout.state().isOver()) {
            throw new RejectedException(
                    Rejection.ROLLOUT_STATUS,
                    "rollout " + id + ": found " + rollout.state() + ", required FINISHED or CANCELLED");
        }
        Reversals.waysBack(rollout).stream()
                .flatMap(back -> rollouts.find(back).stream())
                .filter(back -> !back.state().isOver())
                .findFirst()
                .ifPresent(back -> {
                    throw new RejectedException(
                            Rejection.ROLLOUT_STATUS,
                            "rollout " + id + ": found " + back.origin().id() + ", which takes it back, " + back.state()
                                    + ", required FINISHED or CANCELLED");
                });
        Members members = rollouts.members(id);
        int released = rollouts.release(id, Engine.SLICE);
        if (released < Engine.SLICE && members.size() <= Engine.SLICE) {
            rollouts.remove(id);
            return new Left(rollout, true);
        }
        if (rollout.state() == RolloutState.FINISHED) {
            var going = new Transition(
                    RolloutState.CANCELLED, rollout.last().atMillis(), Transition.ENGINE, "it is being removed");
            rollouts.save(rollout.with(going));
            rollouts.enter(id, going);
        }
        members.removeLast(Engine.SLICE);
        return new Left(rollout, false);
    }

    /** Tries again and again, until the controller stops. */
    void insist(Supplier<? extends CompletionStage<?>> work) {
        if (isStopped) {
            return;
        }
        work.get().whenComplete((done, failure) -> {
            if (failure == null) {
                return;
            }
            Throwable cause = Store.causeOf(failure);
            if (cause instanceof StoreException refused && refused.reason() == StoreException.Reason.CLOSED) {
                stop();
                return;
            }
            if (cause instanceof RejectedException) {
                failures.report("members of a rollout not found", cause);
                return;
            }
            failures.report("members of a rollout not found or released", cause);
            scheduler.schedule(RETRY, () -> insist(work));
        });
    }
}
