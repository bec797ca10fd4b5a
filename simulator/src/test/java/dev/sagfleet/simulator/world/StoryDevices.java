package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What is done to the devices of a story, and whether all that follows from it is over. */
final class StoryDevices {
    private final Stage stage;
    private final List<InstanceBlueprint> instances;
    private final StoryCalls calls;
    private final Set<SerialNumber> off = new LinkedHashSet<>();
    private final Map<SerialNumber, Long> epochsAtLeast = new LinkedHashMap<>();

    /** @param calls whose number says where a story stands still */
    StoryDevices(Stage stage, List<InstanceBlueprint> instances, StoryCalls calls) {
        this.stage = stage;
        this.instances = instances;
        this.calls = calls;
    }

    /** A device that is gone for a moment without another one taking its place. */
    SerialNumber ordinary(InstanceBlueprint instance) {
        return instance.haType().isPair()
                ? member(instance, HaRole.STANDBY)
                : instance.devices().get(0).serial();
    }

    SerialNumber member(InstanceBlueprint pair, HaRole role) {
        return stage.finish(stage.store().read(reading -> reading.devices().of(pair.id()))).stream()
                .filter(device -> device.role() == role)
                .map(Device::serial)
                .findFirst()
                .orElseThrow();
    }

    /** Has something done to a device of each, after which it connects anew. */
    void disturb(List<InstanceBlueprint> some, Consumer<Agent> what) {
        some.forEach(instance -> {
            SerialNumber serial = ordinary(instance);
            epochsAtLeast.put(serial, epoch(serial) + 1);
            on(serial, what);
        });
        settle();
    }

    void expectEveryoneBack() {
        instances.stream()
                .flatMap(instance -> instance.devices().stream())
                .map(DeviceBlueprint::serial)
                .filter(Predicate.not(off::contains))
                .forEach(serial -> epochsAtLeast.put(serial, epoch(serial) + 1));
    }

    private long epoch(SerialNumber serial) {
        return stage.finish(stage.store().read(reading -> reading.devices().find(serial)))
                .orElseThrow()
                .presence()
                .epoch();
    }

    void switchOff(SerialNumber serial) {
        off.add(serial);
        on(serial, Agent::disconnect);
    }

    void switchOn(SerialNumber serial) {
        off.remove(serial);
        on(serial, Agent::reconnect);
    }

    void on(SerialNumber serial, Consumer<Agent> what) {
        if (!stage.fleet().with(serial, what)) {
            throw new IllegalArgumentException("serial: " + serial + " (expected: a known one)");
        }
    }

    /** Waits until every device is off or has nothing left to do, and the inventory knows it. */
    void settle() {
        stage.await(() -> {
            Map<SerialNumber, DeviceState> states = new LinkedHashMap<>();
            for (InstanceBlueprint instance : instances) {
                for (DeviceBlueprint device : instance.devices()) {
                    states.put(device.serial(), stage.finish(stage.fleet().stateOf(device.serial())));
                }
            }
            return stage.finish(stage.store().read(reading -> unsettled(reading, states)));
        });
    }

    private List<String> unsettled(Reading reading, Map<SerialNumber, DeviceState> states) {
        List<String> unsettled = new ArrayList<>();
        states.forEach((serial, state) -> {
            boolean isSettled = off.contains(serial)
                    ? !reading.devices().find(serial).orElseThrow().presence().online()
                    : StageRows.isSettled(reading, serial, state, epochsAtLeast.getOrDefault(serial, 1L));
            if (!isSettled) {
                unsettled.add("after " + calls.answers().size() + " calls: "
                        + reading.devices().find(serial) + " "
                        + reading.aspects().of(serial) + " " + state);
            }
        });
        return unsettled;
    }
}
