package dev.sagfleet.simulator.delay;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.runtime.DelayPoint;
import dev.sagfleet.agent.runtime.Delays;
import dev.sagfleet.simulator.time.Seed;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long devices take, by model and point. What it does not name takes no time.
 *
 * @param byModel shared by all devices of a model
 */
public record DelayTable(Map<DeviceModel, Map<DelayPoint, Distribution>> byModel) {
    /** Nothing takes any time. */
    public static final DelayTable NONE = new DelayTable(Collections.emptyMap());

    public DelayTable {
        Map<DeviceModel, Map<DelayPoint, Distribution>> copy = new EnumMap<>(DeviceModel.class);
        byModel.forEach((model, byPoint) -> {
            Map<DelayPoint, Distribution> ofModel = new EnumMap<>(DelayPoint.class);
            ofModel.putAll(byPoint);
            copy.put(model, Collections.unmodifiableMap(ofModel));
        });
        byModel = Collections.unmodifiableMap(copy);
    }

    /** This one, but for what another one names. */
    public DelayTable refinedBy(DelayTable other) {
        Map<DeviceModel, Map<DelayPoint, Distribution>> refined = new EnumMap<>(DeviceModel.class);
        for (DeviceModel model : DeviceModel.values()) {
            Map<DelayPoint, Distribution> byPoint = new EnumMap<>(DelayPoint.class);
            byPoint.putAll(of(model));
            byPoint.putAll(other.of(model));
            refined.put(model, byPoint);
        }
        return new DelayTable(refined);
    }

    /** What it names for a model. */
    public Map<DelayPoint, Distribution> of(DeviceModel model) {
        return byModel.getOrDefault(model, Collections.emptyMap());
    }

    /**
     * What one device takes.
     *
     * @param seed of that device, from which each point and attempt has its own
     */
    public Delays of(DeviceModel model, Seed seed) {
        Map<DelayPoint, Distribution> byPoint = of(model);
        return byPoint.isEmpty() ? Delays.NONE : new DeviceDelays(byPoint, seed.value());
    }
}
