package dev.sagfleet.simulator.link;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the links of a fleet and its controller are.
 *
 * @param uplink of the controller, which all downloads share; room for all of them if absent
 */
public record LinkAssumptions(Map<DeviceModel, ModelLinks> byModel, Optional<Bandwidth> uplink) {
    /** Nothing holds anything back. */
    public static final LinkAssumptions NONE = new LinkAssumptions(Collections.emptyMap(), Optional.empty());

    public LinkAssumptions {
        Map<DeviceModel, ModelLinks> copy = new EnumMap<>(DeviceModel.class);
        copy.putAll(byModel);
        byModel = Collections.unmodifiableMap(copy);
    }

    public ModelLinks of(DeviceModel model) {
        return byModel.getOrDefault(model, ModelLinks.WIDE);
    }

    /** The same with another line of the controller. */
    public LinkAssumptions withUplink(Bandwidth other) {
        return new LinkAssumptions(byModel, Optional.of(other));
    }
}
