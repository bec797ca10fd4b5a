package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.Connections.Admission;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.ReportedStateListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.session.SessionEffect.Answer;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what sessions have to record in the store. Safe for many threads. */
public final class SessionRecorder implements SessionRecords {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRecorder.class);

    private final Store store;
    private final ReportedStateListener answers;
    private final TrafficReports reports;
    private final Events events;
    private final InstantSource clock;
    private final long incarnation;
    private final BatchedDisconnects disconnects;
    private volatile boolean isGraceOver;

    public SessionRecorder(
            Store store,
            ReportedStateListener answers,
            TrafficReports reports,
            Events events,
            InstantSource clock,
            long incarnation) {
        this.store = store;
        this.answers = answers;
        this.reports = reports;
        this.events = events;
        disconnects = new BatchedDisconnects(store, events);
        this.clock = clock;
        this.incarnation = incarnation;
    }

    /** From now on a device that has not connected since the start is absent. */
    public void endGracePeriod() {
        isGraceOver = true;
        logFailure(
                store.write(transaction -> {
                    Connections.endGracePeriod(transaction, incarnation);
                    return incarnation;
                }),
                "grace period not ended");
    }

    /** From now on a connection that ends says nothing about its device, since it is we who leave. */
    public void stop() {
        disconnects.stop();
    }

    @Override
    public void admit(Hello hello, SessionHost connection) {
        long nowMillis = clock.millis();
        Incarnation now = new Incarnation(incarnation, isGraceOver);
        store.<Admission>write(transaction -> Connections.admit(transaction, hello, now, nowMillis), admission -> {
                    events.publish(new ControllerEvent.Online(
                            hello.serial(), hello.model(), hello.firmware(), admission.epoch(), hello.suspended()));
                    connection.admitted(new SessionEvent.Admitted(admission.epoch(), admission.desired()));
                })
                .whenComplete((admission, failure) -> {
                    if (failure == null) {
                        tellWhatIsHeld(hello);
                    } else {
                        connection.post(turnedAway(hello.serial(), failure));
                    }
                });
    }

    /** A device that applied something and was cut off before it could say so says it with its Hello. */
    private void tellWhatIsHeld(Hello hello) {
        for (Aspect aspect : Aspect.values()) {
            AspectStatus held = hello.held(aspect);
            if (!held.refused()) {
                answers.answered(hello.serial(), aspect, held.revision(), Optional.empty());
            }
        }
    }

    @Override
    public void sent(SerialNumber serial, EncodedCommand command) {
        events.publish(new ControllerEvent.Sent(serial, command));
    }

    @Override
    public void answered(SessionHost connection, Answer answer) {
        SerialNumber serial = connection.serial();
        store.write(transaction -> {
                    Connections.answered(transaction, serial, answer.aspect(), answer.revision(), answer.refusal());
                    return answer;
                })
                .whenComplete((same, failure) -> {
                    if (failure == null) {
                        events.publish(new ControllerEvent.Answered(
                                serial, answer.commandId(), answer.aspect(), answer.revision(), answer.refusal()));
                        answers.answered(serial, answer.aspect(), answer.revision(), answer.refusal());
                    } else {
                        // With its next Hello the device says again what it holds.
                        LOG.warn("answer not recorded: serial={} command={}", serial, answer.commandId(), failure);
                        connection.post(new SessionEvent.TurnedAway(
                                CloseCode.INTERNAL_ERROR, "the controller failed; connect again later"));
                    }
                });
        answer.refusal()
                .ifPresent(refusal -> LOG.info(
                        "device refused: serial={} command={} aspect={} revision={} {}",
                        serial,
                        answer.commandId(),
                        answer.aspect(),
                        answer.revision(),
                        refusal.describe()));
    }

    @Override
    public void accelerationChanged(SerialNumber serial, FirmwareVersion firmware, boolean suspended) {
        LOG.info("acceleration {}: serial={} firmware={}", suspended ? "suspended" : "resumed", serial, firmware);
        logFailure(
                store.write(
                        transaction -> {
                            Connections.accelerationChanged(transaction, serial, firmware, suspended);
                            return new ControllerEvent.AccelerationChanged(serial, firmware, suspended);
                        },
                        events::publish),
                "presence not recorded: serial=" + serial);
    }

    @Override
    public void reported(SerialNumber serial, long boot, Telemetry report) {
        reports.add(serial, boot, report);
    }

    @Override
    public void left(SerialNumber serial, long epoch) {
        disconnects.add(serial, epoch);
    }

    private static void logFailure(CompletionStage<?> written, String what) {
        written.whenComplete((outcome, failure) -> {
            if (failure != null) {
                LOG.warn(what, failure);
            }
        });
    }

    private static SessionEvent turnedAway(SerialNumber serial, Throwable failure) {
        Throwable cause = Store.causeOf(failure);
        if (cause instanceof RejectedException rejected) {
            return new SessionEvent.TurnedAway(CloseCode.OUT_OF_ORDER, rejected.detail());
        }
        LOG.warn("device not admitted: serial={}", serial, cause);
        return new SessionEvent.TurnedAway(CloseCode.INTERNAL_ERROR, "the controller failed; connect again later");
    }
}
