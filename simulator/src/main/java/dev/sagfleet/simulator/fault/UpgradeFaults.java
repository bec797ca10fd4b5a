package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.protocol.DeviceModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What goes wrong with the upgrades of a fleet, and how often.
 *
 * @param byModel what holds for any device of a model
 * @param byCohort what holds in its place for some devices; of several the highest
 * @param correlated what does not come about for each device by itself, but for all of a group or for none
 * @param images that are bad themselves
 */
public record UpgradeFaults(
        Map<DeviceModel, UpgradeFaultRates> byModel,
        Map<Cohort, UpgradeFaultRates> byCohort,
        Map<UpgradeFaultKind, Grouping> correlated,
        List<BadImage> images) {
    /** Nothing goes wrong. */
    public static final UpgradeFaults NONE =
            new UpgradeFaults(Collections.emptyMap(), Collections.emptyMap(), Collections.emptyMap(), List.of());

    public UpgradeFaults {
        byModel = Collections.unmodifiableMap(new LinkedHashMap<>(byModel));
        byCohort = Collections.unmodifiableMap(new LinkedHashMap<>(byCohort));
        correlated = Collections.unmodifiableMap(copy(correlated));
        images = List.copyOf(images);
    }

    private static Map<UpgradeFaultKind, Grouping> copy(Map<UpgradeFaultKind, Grouping> correlated) {
        Map<UpgradeFaultKind, Grouping> copy = new EnumMap<>(UpgradeFaultKind.class);
        copy.putAll(correlated);
        return copy;
    }

    /**
     * A fault that a device may meet.
     *
     * @param probability more than 0, at most 1
     * @param grouping whose draw decides; absent if it is the device's own
     * @param name the text of the fault, which each device draws by
     */
    record Likely(UpgradeFault fault, double probability, Optional<Grouping> grouping, String name) {
        Likely(UpgradeFault fault, double probability, Optional<Grouping> grouping) {
            this(fault, probability, grouping, fault.toString());
        }
    }

    public boolean isNone() {
        return byModel.isEmpty() && byCohort.isEmpty() && images.isEmpty();
    }

    /** The same with more images that are bad. */
    public UpgradeFaults with(List<BadImage> more) {
        List<BadImage> all = new ArrayList<>(images);
        all.addAll(more);
        return new UpgradeFaults(byModel, byCohort, correlated, all);
    }

    /** What a device may meet, bad images apart. */
    List<Likely> of(DeviceModel model, Place place) {
        Map<UpgradeFault, Double> rates = new LinkedHashMap<>(
                byModel.getOrDefault(model, UpgradeFaultRates.NONE).byFault());
        Map<UpgradeFault, Double> instead = new LinkedHashMap<>();
        byCohort.forEach((cohort, ofCohort) -> {
            if (cohort.has(place)) {
                ofCohort.byFault().forEach((fault, rate) -> instead.merge(fault, rate, Math::max));
            }
        });
        rates.putAll(instead);
        List<Likely> likely = new ArrayList<>();
        rates.forEach((fault, rate) -> {
            if (rate > 0) {
                likely.add(new Likely(fault, rate, Optional.ofNullable(correlated.get(fault.kind()))));
            }
        });
        return likely;
    }
}
