package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the instances after each change, and at their devices as the inventory knows them. */
final class InstanceAudit {
    private final List<InstanceBlueprint> blueprint;
    private final Story story;
    private final Histories<InstanceState> histories = new Histories<>();
    private final Map<SerialNumber, Device> devices = new LinkedHashMap<>();

    InstanceAudit(Blueprint blueprint, Story story) {
        this.blueprint = List.copyOf(blueprint.instances()); // each would be drawn anew
        this.story = story;
    }

    /** What an instance was and is, in this order. */
    List<InstanceState> history(String id) {
        return histories.of(id);
    }

    /** A device as the latest change left it. */
    Optional<Device> device(SerialNumber serial) {
        return Optional.ofNullable(devices.get(serial));
    }

    void look(Transaction transaction) {
        for (InstanceBlueprint known : blueprint) {
            transaction.instances().find(known.id()).ifPresent(instance -> look(transaction, instance));
        }
    }

    private void look(Transaction transaction, Instance instance) {
        List<Device> now = transaction.devices().of(instance.id());
        InstanceState state = InstanceState.of(instance);
        List<InstanceState> history = histories.of(instance.id());
        Optional<InstanceState> before =
                history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
        if (histories.note(instance.id(), state)) {
            story.tell("instance " + instance.name() + " is " + state);
            before.ifPresent(was -> changed(transaction, instance, now, was, state));
        }
        if (instance.haType().isPair()) {
            lookAtPair(instance, now);
        }
        now.forEach(device -> devices.put(device.serial(), device));
    }

    private void changed(
            Transaction transaction, Instance instance, List<Device> now, InstanceState was, InstanceState is) {
        if (was.acceleration().isEmpty() && is.acceleration().isPresent()) {
            associated(transaction, instance, now, is.acceleration().get());
        }
        if (was.amount() != is.amount()
                && !transaction.orders().unpaidOf(instance.id()).isEmpty()) {
            story.violated("an order that is overtaken is closed", instance.name() + " has " + is.amount());
        }
    }

    private void associated(Transaction transaction, Instance instance, List<Device> now, Acceleration acceleration) {
        boolean isWithinPlan = transaction
                .plans()
                .find(acceleration.planId())
                .filter(plan -> acceleration.megabits() <= plan.megabits())
                .isPresent();
        if (!isWithinPlan) {
            story.violated("no peak is above its plan", instance.name() + " at " + acceleration.megabits());
        }
        boolean isChecked = transaction.settings().current().versionCheck();
        for (Device device : now) {
            boolean isAble = instance.model().hasAcceleration()
                    && device.presence()
                            .firmware()
                            .map(version -> version.compareTo(FirmwareVersion.APPLICATION_ACCELERATION) >= 0)
                            .orElse(instance.isApp());
            if (isChecked && !isAble) {
                story.violated(
                        "nothing is associated that is known to be too old",
                        device.serial() + " with " + device.presence().firmware());
            }
        }
    }

    private void lookAtPair(Instance instance, List<Device> now) {
        long active =
                now.stream().filter(device -> device.role() == HaRole.ACTIVE).count();
        if (active != 1) {
            story.violated("one box of a pair is active", instance.name() + " has " + active);
        }
        for (Device device : now) {
            Optional<Device> before = device(device.serial()).filter(was -> was.role() == HaRole.ACTIVE);
            if (before.isPresent() && device.role() == HaRole.STANDBY) {
                story.count("pair", "taken over", device.serial() + " is to stand by");
                // It may have come back within the same change, after its partner took over.
                Presence was = before.get().presence();
                if (was.online()
                        && device.presence().online()
                        && was.epoch() == device.presence().epoch()) {
                    story.violated(
                            "nobody takes over from a box that is there",
                            device.serial().text());
                }
            }
        }
    }
}
