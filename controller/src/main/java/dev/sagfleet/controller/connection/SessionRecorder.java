package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.connection.Admissions.Asking;
import dev.sagfleet.controller.connection.Answers.Answered;
import dev.sagfleet.controller.connection.FirmwareWords.Said;
import dev.sagfleet.controller.connection.Presences.Shown;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.AutoUpgrades;
import dev.sagfleet.controller.inventory.DeviceRepository.Attendance;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.ReportedStateListener;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.session.SessionEffect.Answer;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what sessions have to record in the store. Admissions, answers, what devices show of themselves and what they say
 * of their jobs have a queue each, so that a fleet that connects or leaves does not stand in the way of an answer. Safe for many threads.
 */
public final class SessionRecorder implements SessionRecords {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRecorder.class);

    private final TrafficReports reports;
    private final Events events;
    private final InstantSource clock;
    private final long incarnation;
    private final Absences absences;
    private final BatchedRecords<Asking, ?> admissions;
    private final BatchedRecords<Answered, ?> answers;
    private final BatchedRecords<Shown, ?> presences;
    private final BatchedRecords<Said, ?> firmware;
    private final BatchedRecords<Long, ?> graceEnd;
    private final Scheduler scheduler;
    private final Duration grace;
    private final AtomicLong gracePeriods = new AtomicLong();
    private volatile boolean isGraceOver;

    /**
     * A recorder of one start of the controller.
     *
     * @param answers are told of what is answered, once it is kept
     * @param scheduler when to try again what the store has failed to keep, and when the grace period ends
     * @param grace how long devices that are not there yet are not taken for absent
     * @param upgrades by which devices are ordered to upgrade
     * @param rollouts are told what happens to devices
     */
    public SessionRecorder(
            Store store,
            ReportedStateListener answers,
            TrafficReports reports,
            Events events,
            InstantSource clock,
            Scheduler scheduler,
            Duration grace,
            long incarnation,
            Upgrades upgrades,
            RolloutListener rollouts) {
        this.reports = reports;
        this.events = events;
        this.clock = clock;
        this.scheduler = scheduler;
        this.grace = grace;
        this.incarnation = incarnation;
        LongSupplier nanoClock = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        var failures = new RepeatedFailure(LOG, nanoClock);
        var unknown = new RepeatedFailure(LOG, nanoClock);
        absences = new Absences(clock);
        var admitted =
                new Admissions(events, answers, this::incarnation, new AutoUpgrades(upgrades), rollouts, absences);
        var words = new FirmwareWords(events, upgrades, rollouts, this::incarnation, clock, unknown);
        admissions = new BatchedRecords<>(admitted, store, scheduler, failures);
        this.answers = new BatchedRecords<>(new Answers(events, answers), store, scheduler, failures);
        presences = new BatchedRecords<>(new Presences(events, rollouts, clock), store, scheduler, failures);
        firmware = new BatchedRecords<>(words, store, scheduler, failures);
        graceEnd = new BatchedRecords<>(new GraceEnd(rollouts, clock), store, scheduler, failures);
    }

    private Incarnation incarnation() {
        return new Incarnation(incarnation, isGraceOver, absences.backSinceMillis());
    }

    /**
     * For a while a device that has not connected is not taken for absent, as after a start: many are about to come,
     * and not in the order of their roles. One such period takes the place of the one before.
     */
    public void beginGracePeriod() {
        long period = gracePeriods.incrementAndGet();
        isGraceOver = false;
        scheduler.schedule(grace, () -> {
            if (gracePeriods.get() == period) {
                endGracePeriod();
            }
        });
    }

    /**
     * The process has stood still for so long that devices may have hung up meanwhile: for a while none of them is
     * taken for absent by that, and one that comes back has never left.
     */
    @Override
    public void paused() {
        absences.end();
        presences.holdFor(grace);
    }

    /** Whether a device that is marked online and has no session is not taken for absent, for a grace period. */
    public boolean mayComeBack(Attendance known) {
        return presences.isHeld() || (known.incarnation() != incarnation && !isGraceOver);
    }

    /** From now on a device that has not connected since the start is absent. */
    void endGracePeriod() {
        isGraceOver = true;
        graceEnd.add(incarnation);
    }

    /** From now on a connection that ends says nothing about its device, since it is we who leave. */
    public void stop() {
        presences.stop();
    }

    @Override
    public void admit(Hello hello, SessionHost connection) {
        admissions.add(new Asking(hello, connection, clock.millis()));
    }

    @Override
    public void sent(SerialNumber serial, EncodedCommand command) {
        events.publish(new ControllerEvent.Sent(serial, command));
    }

    @Override
    public void answered(SessionHost connection, Answer answer) {
        answers.add(new Answered(connection, answer));
    }

    @Override
    public void accelerationChanged(SerialNumber serial, long epoch, FirmwareVersion firmware, boolean suspended) {
        presences.add(Shown.accelerating(serial, epoch, firmware, suspended));
    }

    @Override
    public void reported(SerialNumber serial, long boot, Telemetry report) {
        reports.add(serial, boot, report);
    }

    @Override
    public void progressed(SessionHost connection, FirmwareProgress progress) {
        firmware.add(Said.of(connection, progress));
    }

    @Override
    public void linkWanted(SessionHost connection, LinkWanted wanted) {
        firmware.add(Said.wanting(connection, wanted));
    }

    @Override
    public void left(SerialNumber serial, long epoch) {
        presences.add(Shown.left(serial, epoch));
    }
}
