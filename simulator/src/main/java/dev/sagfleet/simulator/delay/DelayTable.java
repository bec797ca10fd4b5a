package dev.sagfleet.simulator.delay;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.runtime.Delays;
import dev.sagfleet.agent.runtime.Occasion;
import dev.sagfleet.simulator.time.Seed;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long devices take, by model and occasion. What it does not name takes no time.
 *
 * @param byModel shared by all devices of a model
 */
public record DelayTable(Map<DeviceModel, Map<Occasion, Distribution>> byModel) {
    /** Nothing takes any time. */
    public static final DelayTable NONE = new DelayTable(Map.of());

    public DelayTable {
        Map<DeviceModel, Map<Occasion, Distribution>> copy = new EnumMap<>(DeviceModel.class);
        byModel.forEach((model, byOccasion) -> copy.put(model, Map.copyOf(byOccasion)));
        byModel = Map.copyOf(copy);
    }

    /** This one, but for what another one names. */
    public DelayTable refinedBy(DelayTable other) {
        Map<DeviceModel, Map<Occasion, Distribution>> refined = new EnumMap<>(DeviceModel.class);
        for (DeviceModel model : DeviceModel.values()) {
            Map<Occasion, Distribution> byOccasion = new EnumMap<>(Occasion.class);
            byOccasion.putAll(of(model));
            byOccasion.putAll(other.of(model));
            refined.put(model, byOccasion);
        }
        return new DelayTable(refined);
    }

    /** What it names for a model. */
    public Map<Occasion, Distribution> of(DeviceModel model) {
        return byModel.getOrDefault(model, Map.of());
    }

    /**
     * What one device takes.
     *
     * @param seed of that device, from which each occasion and attempt has its own
     */
    public Delays of(DeviceModel model, Seed seed) {
        Map<Occasion, Distribution> byOccasion = of(model);
        return byOccasion.isEmpty() ? Delays.NONE : new DeviceDelays(byOccasion, seed.value());
    }
}
