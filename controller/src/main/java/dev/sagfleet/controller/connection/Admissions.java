package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.RetryAfter;
import dev.sagfleet.controller.connection.Admissions.Asking;
import dev.sagfleet.controller.connection.Admissions.Decision;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.AutoUpgrades;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.ReportedStateListener;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.session.SessionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Devices that have said Hello. There are no more of them than there are connections. */
record Admissions(
        Events events,
        ReportedStateListener answers,
        Supplier<Incarnation> incarnation,
        AutoUpgrades autoUpgrades,
        RolloutListener rollouts,
        Absences absences)
        implements RecordKind<Asking, Decision> {
    /** The least that a device is put off by. */
    static final Duration RETRY_MIN = Duration.ofSeconds(5);

    /** How many of those that are turned away may come back in a second. */
    static final int COMING_BACK_A_SECOND = 1_000;

    /**
     * A device that asks to be let in.
     *
     * @param atMillis when it said Hello, in milliseconds since 1970
     */
    record Asking(Hello hello, SessionHost connection, long atMillis) {}

    /**
     * What the inventory says to that: either lets the device in, or says why not.
     *
     * @param after what rollouts have to do once it is on record
     */
    record Decision(
            Optional<Connections.Admission> admission,
            Optional<Upgrades.Ordered> ordered,
            List<Runnable> after,
            String rejection) {}

    @Override
    public Object key(Asking asking) {
        return asking.connection();
    }

    /** A connection says Hello once. */
    @Override
    public Asking merge(Asking earlier, Asking later) {
        return later;
    }

    @Override
    public boolean isWanted(Asking asking) {
        return asking.connection().isOpen();
    }

    /** One that is rejected has changed nothing, so the others of its change need not suffer for it. */
    @Override
    public Decision write(Transaction transaction, Asking asking) {
        try {
            Connections.Admission admission =
                    Connections.admit(transaction, asking.hello(), incarnation.get(), asking.atMillis());
            Optional<Upgrades.Ordered> ordered = admission.upgradesNow()
                    ? autoUpgrades.orderAtBoot(transaction, asking.hello().serial(), asking.atMillis())
                    : Optional.empty();
            return new Decision(Optional.of(admission), ordered, tellRollouts(transaction, asking, admission), "");
        } catch (RejectedException e) {
            return new Decision(Optional.empty(), Optional.empty(), List.of(), e.detail());
        }
    }

    private List<Runnable> tellRollouts(Transaction transaction, Asking asking, Connections.Admission admission) {
        Runnable said = admission
                .job()
                .map(job -> rollouts.reported(transaction, asking.hello().serial(), job, asking.atMillis()))
                .orElse(RolloutListener.NOTHING);
        return List.of(said, rollouts.connected(transaction, asking.hello(), asking.atMillis()));
    }

    @Override
    public void written(Asking asking, Decision decision) {
        decision.admission().ifPresentOrElse(admission -> admit(asking, admission), () -> asking.connection()
                .post(new SessionEvent.TurnedAway(CloseCode.OUT_OF_ORDER, decision.rejection())));
        decision.ordered().ifPresent(ordered -> JobEvents.publish(events, ordered));
        decision.after().forEach(Runnable::run);
    }

    private void admit(Asking asking, Connections.Admission admission) {
        Hello hello = asking.hello();
        events.publish(new ControllerEvent.Online(
                hello.serial(), hello.model(), hello.firmware(), admission.epoch(), hello.suspended()));
        admission.job().ifPresent(recorded -> JobEvents.publish(events, hello.serial(), recorded));
        asking.connection()
                .admitted(new SessionEvent.Admitted(
                        admission.epoch(), admission.desired(), admission.controllerWasAway()));
        tellWhatIsHeld(hello);
    }

    /** A device that applied something and was cut off before it could say so says it with its Hello. */
    private void tellWhatIsHeld(Hello hello) {
        for (Aspect aspect : Aspect.values()) {
            AspectStatus held = hello.held(aspect);
            if (!held.refused() && !held.equals(AspectStatus.NOTHING)) {
                answers.answered(hello.serial(), aspect, held.revision(), Optional.empty());
            }
        }
    }

    /** A store that is out of space may be so for long, and a connection that waits takes room at both ends. */
    @Override
    public boolean isKeptMeanwhile() {
        return false;
    }

    @Override
    public void turnedAway(List<Asking> askings, Throwable cause) {
        absences.end();
        SessionEvent away = cause instanceof StoreException
                ? new SessionEvent.TurnedAway(
                        CloseCode.TRY_AGAIN_LATER,
                        RetryAfter.reason(
                                RETRY_MIN.plusSeconds(askings.size() / COMING_BACK_A_SECOND),
                                "the controller cannot record sessions for now"))
                : new SessionEvent.TurnedAway(CloseCode.INTERNAL_ERROR, "the controller failed; connect again later");
        askings.forEach(asking -> asking.connection().post(away));
    }
}
