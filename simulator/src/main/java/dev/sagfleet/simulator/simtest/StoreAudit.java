package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Stands before the store of a world and looks at all rows after each change, before it is acknowledged. A world has few
 * of them.
 */
final class StoreAudit {
    private final List<InstanceBlueprint> blueprint;
    private final Story story;
    private final Map<SerialNumber, Map<Aspect, Revision>> desired = new LinkedHashMap<>();
    private final Map<String, List<InstanceState>> histories = new LinkedHashMap<>();
    private long changes;

    StoreAudit(Blueprint blueprint, Story story) {
        this.blueprint = List.copyOf(blueprint.instances()); // each would be drawn anew
        this.story = story;
    }

    /** The store with this before it. */
    Store watching(Store store) {
        return new Store() {
            @Override
            public <T> CompletionStage<T> write(Change<T> change, Consumer<T> committed) {
                return store.write(
                        transaction -> {
                            T outcome = change.makeIn(transaction);
                            look(transaction);
                            return outcome;
                        },
                        committed);
            }

            @Override
            public <T> CompletionStage<T> read(Query<T> query) {
                return store.read(query);
            }

            @Override
            public CompletionStage<Long> startIncarnation() {
                return store.startIncarnation();
            }
        };
    }

    /** What an instance is, as the latest change left it. */
    InstanceState instance(String id) {
        List<InstanceState> history = history(id);
        return history.get(history.size() - 1);
    }

    /** What an instance was and is, in this order. */
    List<InstanceState> history(String id) {
        return histories.getOrDefault(id, List.of());
    }

    private void look(Transaction transaction) {
        changes++;
        for (InstanceBlueprint known : blueprint) {
            transaction.instances().find(known.id()).ifPresent(instance -> look(transaction, instance, known));
        }
    }

    private void look(Transaction transaction, Instance instance, InstanceBlueprint known) {
        InstanceState state = InstanceState.of(instance);
        List<InstanceState> history = histories.computeIfAbsent(instance.id(), unknown -> new ArrayList<>());
        if (history.isEmpty() || !history.get(history.size() - 1).equals(state)) {
            history.add(state);
            story.tell("instance " + instance.name() + " is " + state);
        }
        List<Device> devices = transaction.devices().of(instance.id());
        long active = devices.stream()
                .filter(device -> device.role() == HaRole.ACTIVE)
                .count();
        if (instance.haType().isPair() && active != 1) {
            story.violated("one box of a pair is active", instance.name() + " has " + active);
        }
        for (DeviceBlueprint device : known.devices()) {
            lookAtAspects(transaction, device.serial());
        }
    }

    private void lookAtAspects(Transaction transaction, SerialNumber serial) {
        Map<Aspect, Revision> before = desired.computeIfAbsent(serial, unknown -> new LinkedHashMap<>());
        for (DeviceAspect aspect : transaction.aspects().of(serial)) {
            Revision now = aspect.desired().revision();
            Revision then = before.put(aspect.aspect(), now);
            if (then != null && then.isAfter(now)) {
                story.violated(
                        "no revision goes backwards", serial + " " + aspect.aspect() + " from " + then + " to " + now);
            }
            if (aspect.reported().isAfter(now) || aspect.applied().isAfter(aspect.reported())) {
                story.violated(
                        "nobody answers what was not asked",
                        serial + " " + aspect.aspect() + " desired " + now + ", reported " + aspect.reported()
                                + ", applied " + aspect.applied());
            }
        }
    }

    /** How many changes were made. */
    long changes() {
        return changes;
    }
}
