package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What devices show and say of themselves: they connect, answer and leave. */
public final class Connections {
    /** Names changes that no API call has caused. */
    private static final String RECONCILE = "reconcile";

    /**
     * The latest revision that a device is believed to hold although this inventory never gave it. It leaves as many
     * again to count on, of what the contract allows.
     */
    private static final Revision AHEAD_MAX = new Revision(1L << 52);

    /**
     * A device let in.
     *
     * @param epoch of its new session
     * @param desired what it should be, one command an aspect
     */
    public record Admission(long epoch, List<EncodedCommand> desired) {
        public Admission {
            desired = List.copyOf(desired);
        }
    }

    /**
     * Notes what a device says when it connects, and finds what it should be. A standby may take over by it.
     *
     * @throws RejectedException if it is not what was registered under its serial number, or holds what it cannot hold
     */
    public static Admission admit(Transaction transaction, Hello hello, Incarnation incarnation, long nowMillis) {
        Device device = transaction
                .devices()
                .find(hello.serial())
                .filter(known -> known.model() == hello.model() && known.user().equals(hello.user()))
                .orElseThrow(() -> Rejection.DEVICE_MISMATCH.because(
                        hello.serial() + ": found model " + hello.model().label() + ", user "
                                + hello.user().orElse("none") + ", required what was registered"));
        Presence before = device.presence();
        boolean rebooted = !before.bootId().equals(hello.bootId());
        Device present = device.withPresence(new Presence(
                before.epoch() + 1,
                true,
                incarnation.number(),
                Optional.of(hello.firmware()),
                hello.bootId(),
                rebooted ? nowMillis : before.bootedMillis(),
                nowMillis,
                hello.suspended()));
        transaction.devices().savePresence(present);
        Failover.connected(transaction, present, incarnation);
        List<EncodedCommand> desired = reconcile(transaction, present, hello);
        transaction.aspects().willBeTold(present.serial());
        return new Admission(present.presence().epoch(), desired);
    }

    /** Notes that a device applied or refused a revision; an answer to an older one changes nothing. */
    public static void answered(
            Transaction transaction, SerialNumber serial, Aspect aspect, Revision revision, Optional<Refusal> refusal) {
        transaction
                .aspects()
                .find(serial, aspect)
                .filter(known -> !known.reported().isAfter(revision)
                        && !revision.isAfter(known.desired().revision()))
                .filter(known ->
                        !known.reported().equals(revision) || !known.refusal().equals(refusal))
                .ifPresent(known -> transaction.aspects().saveReported(known.withReported(revision, refusal)));
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

    /** Ends the grace period after a start: what has not connected since is absent, and its partner takes over. */
    public static void endGracePeriod(Transaction transaction, long incarnation) {
        devices(transaction, transaction.devices().onlineSinceBefore(incarnation))
                .forEach(device -> markOffline(transaction, device));
        devices(transaction, transaction.devices().standbysOnline())
                .forEach(device -> Failover.gracePeriodEnded(transaction, device));
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

    private static List<EncodedCommand> reconcile(Transaction transaction, Device present, Hello hello) {
        // A standby may have taken over by now.
        Device device = present.role() == HaRole.STANDBY
                ? transaction.devices().find(present.serial()).orElseThrow()
                : present;
        List<DeviceAspect> stored = transaction.aspects().of(device.serial());
        List<EncodedCommand> desired = new ArrayList<>();
        for (Aspect aspect : Aspect.values()) {
            Optional<DeviceAspect> known =
                    stored.stream().filter(found -> found.aspect() == aspect).findFirst();
            AspectStatus held = hello.held(aspect);
            requirePossible(aspect, known, held.revision());
            if (known.isPresent() || !held.equals(AspectStatus.NOTHING)) {
                DeviceAspect agreed = agree(transaction, device, aspect, known, held);
                if (!known.equals(Optional.of(agreed))) {
                    transaction.aspects().save(agreed);
                }
                desired.add(agreed.desired());
            }
        }
        return desired;
    }

    private static void requirePossible(Aspect aspect, Optional<DeviceAspect> known, Revision held) {
        Revision given = known.map(stored -> stored.desired().revision()).orElse(Revision.NONE);
        if (held.isAfter(AHEAD_MAX) && held.isAfter(given)) {
            throw Rejection.DEVICE_MISMATCH.because("held." + aspect + ".revision: " + held + " (expected: at most "
                    + (given.isAfter(AHEAD_MAX) ? given : AHEAD_MAX) + ')');
        }
    }

    /**
     * A device may hold an answer that never arrived, or a revision that this inventory never gave (its data
     * are older than the device): then what is desired is said again, under a revision that is news to it.
     */
    private static DeviceAspect agree(
            Transaction transaction, Device device, Aspect aspect, Optional<DeviceAspect> known, AspectStatus held) {
        if (known.isEmpty()) {
            Instance instance =
                    transaction.instances().find(device.instanceId()).orElseThrow();
            Command command = DesiredState.fallback(
                    transaction,
                    instance,
                    device,
                    aspect,
                    RECONCILE,
                    held.revision().next());
            return DeviceAspect.unanswered(device.serial(), command);
        }
        DeviceAspect stored = known.get();
        EncodedCommand desired = stored.desired();
        if (held.revision().isAfter(desired.revision())) {
            Command again = desired.command().withRevision(held.revision().next());
            return stored.withDesired(again);
        }
        boolean answerLost = held.revision().isAfter(stored.reported()) && !held.refused();
        return answerLost ? stored.withReported(held.revision(), Optional.empty()) : stored;
    }

    private Connections() {}
}
