package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.simulator.fault.UpgradeFaults.Likely;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the devices of a fleet may meet, put together once for all that may meet the same. */
final class LikelyFaults {
    private final UpgradeFaults faults;
    private final Map<DeviceModel, List<Likely>> byModel = new EnumMap<>(DeviceModel.class);

    LikelyFaults(UpgradeFaults faults) {
        this.faults = faults;
    }

    List<Likely> of(DeviceModel model, Place place) {
        return faults.byCohort().isEmpty()
                ? byModel.computeIfAbsent(model, any -> faults.of(any, place))
                : faults.of(model, place);
    }
}
