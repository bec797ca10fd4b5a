package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Refusal;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEffect;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.Transition;
import dev.sagfleet.controller.rollout.WaveNews;
import java.util.Optional;

/**
 * Runs the effects of one step of a rollout: what is written belongs to its change, the rest is left for after it.
 *
 * @param rollout after the step
 * @param event that the step was made of
 */
record EffectsInStore(Course course, Rollout rollout, RolloutEvent event) implements RolloutEffect.Handler {
    private static final String COMMAND_ID = "rollout";

    private String id() {
        return rollout.origin().id();
    }

    @Override
    public void offer(SerialNumber serial, Digest image, int attempt, long closesMillis, boolean forced) {
        UpgradeWindow window =
                closesMillis < PhaseClock.NEVER ? new UpgradeWindow(0, closesMillis) : UpgradeWindow.ALWAYS;
        UpgradeOrder order = UpgradeOrder.of(new RolloutOrder(id(), attempt), serial, image, window, forced);
        Upgrades.Ordered ordered;
        try {
            ordered = course.upgrades().order(course.transaction(), order, COMMAND_ID, course.nowMillis());
        } catch (RejectedException e) {
            course.followUp(id(), rejected(serial, image, attempt, e.rejection()));
            return;
        }
        course.after(aftermath -> aftermath.ordered(ordered));
        ordered.superseded().forEach(this::tellOther);
        if (!ordered.isNew() && ordered.job().progress().isHeard()) {
            course.followUp(id(), JobWords.of(ordered.job(), attempt));
        }
    }

    /** A job of another rollout that has ended by the order. */
    private void tellOther(FirmwareJob job) {
        job.rollout()
                .filter(other -> !other.rollout().equals(id()))
                .ifPresent(other -> course.followUp(other.rollout(), JobWords.of(job, other.attempt())));
    }

    /** What an order that cannot be given says of its device. */
    private RolloutEvent rejected(SerialNumber serial, Digest image, int attempt, Rejection why) {
        return switch (why) {
            case DEVICE_NOT_FOUND -> new RolloutEvent.Removed(serial);
            case IMAGE_RUNS -> runs(serial, image, attempt);
            case IMAGE_NOT_FOUND, IMAGE_WITHDRAWN -> failed(serial, attempt, UpdateCode.NO_SUCH_IMAGE, true);
            default -> failed(serial, attempt, UpdateCode.WRONG_MODEL, false);
        };
    }

    /** Whether it stays is known if a job has committed it; else it is on trial. */
    private RolloutEvent runs(SerialNumber serial, Digest image, int attempt) {
        boolean isCommitted = course.transaction().jobs().of(serial).stream()
                .anyMatch(job -> job.image().equals(image) && job.hasSucceeded());
        return isCommitted
                ? new RolloutEvent.Reported(
                        serial, attempt, UpdateState.COMMITTED, UpdateCode.NONE, Optional.of(image), false)
                : failed(serial, attempt, UpdateCode.NONE, true);
    }

    private static RolloutEvent failed(SerialNumber serial, int attempt, UpdateCode code, boolean excused) {
        return new RolloutEvent.Reported(serial, attempt, UpdateState.FAILED, code, Optional.empty(), excused);
    }

    @Override
    public void recall(SerialNumber serial, int attempt) {
        Optional<FirmwareJob> recalled = course.transaction()
                .jobs()
                .latest(serial)
                .filter(job -> job.rollout().equals(Optional.of(new RolloutOrder(id(), attempt))))
                // What a person has ordered goes on, whether the rollout wants it any more or not.
                .filter(job -> job.origin() == FirmwareJob.Origin.ROLLOUT)
                .filter(job -> job.isOpen() && job.state().isCancelable());
        if (recalled.isEmpty()) {
            return;
        }
        FirmwareJob left = course.upgrades()
                .cancel(course.transaction(), serial, COMMAND_ID, course.nowMillis())
                .value();
        if (!left.isOpen()) {
            course.after(aftermath -> aftermath.ended(left));
            course.followUp(id(), JobWords.of(left, attempt));
        }
    }

    @Override
    public void supersede(String other, SerialNumber serial) {
        course.followUp(other, new RolloutEvent.Superseded(serial));
    }

    @Override
    public void enter(Transition transition) {
        course.transaction().rollouts().enter(id(), transition);
        course.after(aftermath -> aftermath.changed(id(), rollout.policy(), transition));
    }

    @Override
    public void announce(int wave, WaveNews news, int members) {
        course.after(aftermath -> aftermath.waveChanged(id(), rollout.policy(), wave, news, members));
    }

    @Override
    public void measureHealth(int wave, long sinceMillis) {
        course.after(aftermath -> aftermath.measure(id(), wave, sinceMillis));
    }

    @Override
    public void rollBack(Rollback.Scope scope, int wave) {
        String who = event instanceof RolloutRequest.Revert wish ? wish.who() : Transition.ENGINE;
        Reversing.create(course.transaction(), rollout, scope, wave, who, course.nowMillis())
                .ifPresent(back -> course.after(aftermath -> {
                    aftermath.changed(back.origin().id(), back.policy(), back.last());
                    aftermath.deal(back.origin().id());
                }));
    }

    @Override
    public void deal() {
        course.after(aftermath -> aftermath.deal(id()));
    }

    @Override
    public void release() {
        course.after(aftermath -> aftermath.release(id()));
    }

    @Override
    public void refuse(Refusal refusal, String detail) {
        Rejection rejection =
                switch (refusal) {
                    case STATE -> Rejection.ROLLOUT_STATUS;
                    case STALE -> Rejection.ROLLOUT_STALE;
                    case MEMBERS -> Rejection.ROLLOUT_MEMBERS;
                    case FIXED -> Rejection.ROLLOUT_FIXED;
                    case STILL_HALTED -> Rejection.ROLLOUT_STILL_HALTED;
                    case WAVE -> Rejection.ROLLOUT_WAVE;
                };
        course.refuse(new RejectedException(rejection, "rollout " + id() + ": " + detail));
    }
}
