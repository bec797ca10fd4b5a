package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;
import java.util.Optional;

/** What devices show and say of themselves: they connect, answer and leave. */
public final class Connections {
    /**
     * A device let in.
     *
     * @param epoch of its new session
     * @param desired what it should be, one command an aspect
     * @param job what it said of its job, if that was news
     * @param controllerWasAway whether it ended a trial since it did not reach a controller that was away
     * @param upgradesNow whether its policy has it upgraded now
     */
    public record Admission(
            long epoch,
            List<EncodedCommand> desired,
            Optional<JobReports.Recorded> job,
            boolean controllerWasAway,
            boolean upgradesNow) {
        public Admission {
            desired = List.copyOf(desired);
            requireNonNull(job, "job");
        }
    }

    /**
     * Notes what a device says when it connects, and finds what it should be. A standby may take over by it. A device
     * that is rejected has changed nothing.
     *
     * @throws RejectedException if it is not what was registered under its serial number, or holds what it cannot hold
     */
    public static Admission admit(Transaction transaction, Hello hello, Incarnation incarnation, long nowMillis) {
        List<DeviceAspect> stored = transaction.aspects().of(hello.serial());
        Reconciliation.requirePossible(hello, stored);
        DeviceRepository.Connected connected = transaction
                .devices()
                .connect(hello, incarnation.number(), nowMillis)
                .orElseThrow(() -> Rejection.DEVICE_MISMATCH.because(
                        hello.serial() + ": found model " + hello.model().label() + ", user "
                                + hello.user().orElse("none") + ", required what was registered"));
        if (connected.role() == HaRole.STANDBY) {
            Failover.standbyConnected(transaction, device(transaction, hello.serial()), incarnation);
            stored = transaction.aspects().of(hello.serial());
        }
        Optional<JobReports.Recorded> job = hello.report()
                .filter(report -> connected.areSlotsNews())
                .flatMap(FirmwareReport::job)
                .map(said -> JobReports.record(transaction, hello.serial(), said, incarnation, nowMillis));
        List<EncodedCommand> desired =
                new Reconciliation(transaction, hello, nowMillis).agree(stored, connected.areSlotsNews());
        transaction.aspects().willBeTold(hello.serial());
        return new Admission(
                connected.epoch(), desired, job, JobReports.isExcused(transaction, hello), connected.upgradesNow());
    }

    /** Notes that a device applied or refused a revision; an answer to an older one changes nothing. */
    public static void answered(
            Transaction transaction, SerialNumber serial, Aspect aspect, Revision revision, Optional<Refusal> refusal) {
        transaction.aspects().answer(serial, aspect, revision, refusal);
    }

    /**
     * Notes that a device has ended its association, and with it what was suspended, unless the device has a later
     * session: what it said when that began is newer.
     */
    public static void dissociated(Transaction transaction, SerialNumber serial, long epoch) {
        transaction.devices().dissociated(serial, epoch);
    }

    /**
     * Notes that acceleration stopped or came back with the firmware that a device now runs, unless the device has a
     * later session.
     *
     * @return whether that was news
     */
    public static boolean accelerationChanged(
            Transaction transaction, SerialNumber serial, long epoch, FirmwareVersion firmware, boolean suspended) {
        Optional<Device> found = transaction
                .devices()
                .find(serial)
                .filter(device -> device.presence().epoch() == epoch)
                .filter(device -> !device.presence().isRunning(firmware, suspended));
        found.ifPresent(device -> transaction
                .devices()
                .savePresence(device.withPresence(device.presence().withFirmware(firmware, suspended))));
        return found.isPresent();
    }

    /**
     * Notes that a session has ended, unless the device has a later one; its partner takes over.
     *
     * @return whether the device is offline by it
     */
    public static boolean left(Transaction transaction, SerialNumber serial, long epoch) {
        Optional<Device> gone = transaction
                .devices()
                .find(serial)
                .filter(device ->
                        device.presence().epoch() == epoch && device.presence().online());
        gone.ifPresent(device -> Failover.left(transaction, markOffline(transaction, device)));
        return gone.isPresent();
    }

    /**
     * Ends the grace period after a start: what has not connected since is absent, and its partner takes over.
     *
     * @return who is absent by that
     */
    public static List<SerialNumber> endGracePeriod(Transaction transaction, long incarnation) {
        List<Device> absent = devices(transaction, transaction.devices().onlineSinceBefore(incarnation));
        absent.forEach(device -> markOffline(transaction, device));
        devices(transaction, transaction.devices().standbysOnline())
                .forEach(device -> Failover.gracePeriodEnded(transaction, device));
        return absent.stream().map(Device::serial).toList();
    }

    private static List<Device> devices(Transaction transaction, List<SerialNumber> serials) {
        return serials.stream()
                .flatMap(serial -> transaction.devices().find(serial).stream())
                .toList();
    }

    private static Device markOffline(Transaction transaction, Device device) {
        Device absent = device.withPresence(device.presence().offline());
        transaction.devices().savePresence(absent);
        return absent;
    }

    private static Device device(Transaction transaction, SerialNumber serial) {
        return transaction.devices().find(serial).orElseThrow();
    }

    private Connections() {}
}
