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

    private static final List<Aspect> ASPECTS = List.of(Aspect.values());

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
     * Notes what a device says when it connects, and finds what it should be. A standby may take over by it. A device
     * that is rejected has changed nothing.
     *
     * @throws RejectedException if it is not what was registered under its serial number, or holds what it cannot hold
     */
    public static Admission admit(Transaction transaction, Hello hello, Incarnation incarnation, long nowMillis) {
        List<DeviceAspect> stored = transaction.aspects().of(hello.serial());
        for (Aspect aspect : ASPECTS) {
            requirePossible(aspect, find(stored, aspect), hello.held(aspect).revision());
        }
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
        List<EncodedCommand> desired = reconcile(transaction, hello, stored);
        transaction.aspects().willBeTold(hello.serial());
        return new Admission(connected.epoch(), desired);
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

    private static Device device(Transaction transaction, SerialNumber serial) {
        return transaction.devices().find(serial).orElseThrow();
    }

    private static Optional<DeviceAspect> find(List<DeviceAspect> stored, Aspect aspect) {
        for (DeviceAspect found : stored) {
            if (found.aspect() == aspect) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static List<EncodedCommand> reconcile(Transaction transaction, Hello hello, List<DeviceAspect> stored) {
        List<EncodedCommand> desired = new ArrayList<>(ASPECTS.size());
        for (Aspect aspect : ASPECTS) {
            Optional<DeviceAspect> known = find(stored, aspect);
            AspectStatus held = hello.held(aspect);
            if (known.isPresent() || !held.equals(AspectStatus.NOTHING)) {
                DeviceAspect agreed = agree(transaction, hello.serial(), aspect, known, held);
                if (known.isEmpty() || !known.get().equals(agreed)) {
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
            Transaction transaction,
            SerialNumber serial,
            Aspect aspect,
            Optional<DeviceAspect> known,
            AspectStatus held) {
        if (known.isEmpty()) {
            Device device = device(transaction, serial);
            Instance instance =
                    transaction.instances().find(device.instanceId()).orElseThrow();
            Command command = DesiredState.fallback(
                    transaction,
                    instance,
                    device,
                    aspect,
                    RECONCILE,
                    held.revision().next());
            return DeviceAspect.unanswered(serial, command);
        }
        DeviceAspect stored = known.get();
        EncodedCommand desired = stored.desired();
        if (held.revision().isAfter(desired.revision())) {
            Command again = desired.command().withRevision(held.revision().next());
            return stored.withDesired(again);
        }
        boolean isNews = held.revision().isAfter(stored.reported())
                || (held.revision().equals(stored.reported())
                        && stored.refusal().isPresent());
        boolean answerLost = isNews && !held.refused();
        return answerLost ? stored.withReported(held.revision(), Optional.empty()) : stored;
    }

    private Connections() {}
}
