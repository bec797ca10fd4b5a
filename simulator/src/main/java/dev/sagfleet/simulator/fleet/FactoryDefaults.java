package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.shaping.OfferedLoad;
import java.util.LinkedHashMap;
import java.util.Map;

/** What devices begin with: the same objects for all that are alike, however many there are. */
final class FactoryDefaults {
    private record Make(DeviceModel model, FirmwareVersion version) {}

    private final Map<Make, DeviceState> states = new LinkedHashMap<>();
    private final Map<SymmetricLoad, OfferedLoad> loads = new LinkedHashMap<>();

    DeviceState state(DeviceBlueprint device) {
        return states.computeIfAbsent(
                new Make(device.model(), device.version()), make -> DeviceState.factory(make.model(), make.version()));
    }

    OfferedLoad load(DeviceBlueprint device) {
        return loads.computeIfAbsent(device.load(), SymmetricLoad::offered);
    }
}
