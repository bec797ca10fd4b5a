package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DestinationPattern;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what an instance is into what its devices should be, under new revisions. */
final class DesiredState {
    /** What an app user gets of the instance's peak unless set otherwise. Source: UpdateSmartAGUserAccelerateConfig. */
    private static final Bandwidth USER_PEAK_DEFAULT = Bandwidth.ofMegabits(5);

    /** Makes every device of the instance follow its association, or the end of it. */
    static List<PendingChange> accelerate(Transaction transaction, Instance instance, String commandId) {
        return accelerate(transaction, instance, destinations(transaction, instance), commandId);
    }

    /** Makes every device that accelerates under the plan follow its rules. */
    static void accelerateUnder(Transaction transaction, Plan plan, String commandId) {
        List<DestinationPattern> destinations = destinations(transaction, plan.id());
        for (Instance instance : transaction.instances().associatedWith(plan.id())) {
            accelerate(transaction, instance, destinations, commandId);
        }
    }

    private static List<PendingChange> accelerate(
            Transaction transaction, Instance instance, List<DestinationPattern> destinations, String commandId) {
        List<PendingChange> pending = new ArrayList<>();
        for (Device device : transaction.devices().of(instance.id())) {
            pending.add(change(
                    transaction,
                    device,
                    Aspect.ACCELERATION,
                    revision -> acceleration(instance, device, destinations, commandId, revision)));
        }
        return List.copyOf(pending);
    }

    /** Makes every box of the instance follow the bandwidth that is bought. App users have their own. */
    static List<PendingChange> limit(Transaction transaction, Instance instance, String commandId) {
        List<PendingChange> pending = new ArrayList<>();
        for (Device device : transaction.devices().of(instance.id())) {
            pending.add(change(
                    transaction,
                    device,
                    Aspect.BANDWIDTH,
                    revision -> bandwidth(instance, device, commandId, revision)));
        }
        return List.copyOf(pending);
    }

    /** Gives a device the other role in its pair. */
    static void changeRole(Transaction transaction, Device device, String commandId) {
        Device changed = device.withRole(device.role().other());
        transaction.devices().save(changed);
        change(transaction, changed, Aspect.ROLE, revision -> new ChangeRole(commandId, revision, changed.role()));
    }

    /** What a device should be in all aspects that its instance says something about, under its first revision. */
    static List<Command> initial(Reading reading, Instance instance, Device device, String commandId, Revision first) {
        List<Command> commands = new ArrayList<>();
        commands.add(bandwidth(instance, device, commandId, first));
        if (instance.haType().isPair()) {
            commands.add(new ChangeRole(commandId, first, device.role()));
        }
        if (instance.acceleration().isPresent()) {
            commands.add(acceleration(instance, device, destinations(reading, instance), commandId, first));
        }
        return List.copyOf(commands);
    }

    /** Tells a device to do something, under the next revision of an aspect. */
    static Command order(Transaction transaction, SerialNumber serial, Aspect aspect, Wording wording) {
        Revision stored = transaction.aspects().desiredRevision(serial, aspect);
        Revision before = stored.equals(Revision.NONE)
                ? new Revision(transaction.devices().highestRemoved())
                : stored;
        Command command = wording.under(before.next());
        transaction.aspects().desire(serial, command);
        return command;
    }

    /**
     * What a device should be in an aspect that it holds and the inventory has nothing about; of what it was told to do,
     * what stands for that where it is not to be told again.
     */
    static Command fallback(
            Reading reading, Instance instance, Device device, Aspect aspect, String commandId, Revision revision) {
        return switch (aspect) {
            case ACCELERATION -> acceleration(instance, device, destinations(reading, instance), commandId, revision);
            case BANDWIDTH -> bandwidth(instance, device, commandId, revision);
            case ROLE -> new ChangeRole(commandId, revision, device.role());
            case FIRMWARE -> new CancelUpgrade(commandId, revision, commandId);
            case POWER -> new Reboot(commandId, revision);
        };
    }

    private static Command acceleration(
            Instance instance,
            Device device,
            List<DestinationPattern> destinations,
            String commandId,
            Revision revision) {
        if (instance.acceleration().isEmpty()) {
            return new Dissociate(commandId, revision);
        }
        Acceleration acceleration = instance.acceleration().get();
        Bandwidth peak = Bandwidth.ofMegabits(acceleration.megabits());
        Optional<Bandwidth> userPeak = device.user().map(user -> peak.min(USER_PEAK_DEFAULT));
        return new Associate(commandId, revision, acceleration.planId(), peak, userPeak, destinations);
    }

    private static List<DestinationPattern> destinations(Reading reading, Instance instance) {
        return instance.acceleration()
                .map(acceleration -> destinations(reading, acceleration.planId()))
                .orElse(List.of());
    }

    /** Those of all rules of the plan, each once. */
    private static List<DestinationPattern> destinations(Reading reading, String planId) {
        return reading.rules().of(planId).stream()
                .flatMap(rule -> rule.destinations().stream())
                .distinct()
                .toList();
    }

    private static Command bandwidth(Instance instance, Device device, String commandId, Revision revision) {
        Bandwidth limit = device.userBandwidth().orElseGet(() -> Bandwidth.ofMegabits(instance.megabits()));
        return new ChangeBandwidth(commandId, revision, limit);
    }

    private static PendingChange change(Transaction transaction, Device device, Aspect aspect, Wording wording) {
        Command command = order(transaction, device.serial(), aspect, wording);
        return new PendingChange(
                device.serial(), aspect, command.revision(), device.presence().online());
    }

    /** A command, but for its revision. */
    interface Wording {
        Command under(Revision revision);
    }

    private DesiredState() {}
}
