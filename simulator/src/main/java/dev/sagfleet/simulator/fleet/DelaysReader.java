package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.runtime.DelayPoint;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.delay.Distribution;
import dev.sagfleet.simulator.delay.Distribution.Fixed;
import dev.sagfleet.simulator.delay.Distribution.LogNormal;
import dev.sagfleet.simulator.delay.Distribution.Uniform;
import dev.sagfleet.simulator.delay.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the key {@code delays} may say: for each model, a distribution for each point. */
final class DelaysReader {
    private static final List<String> MODELS =
            Arrays.stream(DeviceModel.values()).map(DeviceModel::label).toList();
    private static final List<String> POINTS =
            Arrays.stream(DelayPoint.values()).map(DelayPoint::label).toList();
    private static final List<String> UNIFORM_KEYS = List.of("from", "to");
    private static final List<String> LOG_NORMAL_KEYS = List.of("median", "p99");
    private static final List<String> KEYS = List.of("from", "to", "median", "p99");
    private static final Duration MEDIAN_MIN = Duration.ofMillis(1);

    static DelayTable read(YamlValue delays) {
        YamlMapping models = delays.mapping().allowing(MODELS);
        Map<DeviceModel, Map<DelayPoint, Distribution>> byModel = new EnumMap<>(DeviceModel.class);
        for (DeviceModel model : DeviceModel.values()) {
            models.optional(model.label()).ifPresent(value -> byModel.put(model, byPoint(value)));
        }
        return new DelayTable(byModel);
    }

    private static Map<DelayPoint, Distribution> byPoint(YamlValue model) {
        YamlMapping points = model.mapping().allowing(POINTS);
        Map<DelayPoint, Distribution> read = new EnumMap<>(DelayPoint.class);
        for (DelayPoint point : DelayPoint.values()) {
            points.optional(point.label()).ifPresent(value -> read.put(point, distribution(value)));
        }
        return read;
    }

    private static Distribution distribution(YamlValue value) {
        if (!value.isMapping()) {
            return new Fixed(duration(value, Duration.ZERO, DurationText.FORM + ", or {from, to}, or {median, p99}"));
        }
        YamlMapping keys = value.mapping().allowing(KEYS);
        if (UNIFORM_KEYS.stream().anyMatch(key -> keys.optional(key).isPresent())) {
            keys.allowing(UNIFORM_KEYS);
            Duration from = duration(keys.required("from"), Duration.ZERO, DurationText.FORM);
            return new Uniform(from, duration(keys.required("to"), from, DurationText.FORM));
        }
        keys.allowing(LOG_NORMAL_KEYS);
        Duration median = duration(keys.required("median"), MEDIAN_MIN, DurationText.FORM);
        return new LogNormal(median, duration(keys.required("p99"), median, DurationText.FORM));
    }

    private static Duration duration(YamlValue value, Duration least, String form) {
        Duration read = value.choice(DurationText::parse, form);
        return Optional.of(read)
                .filter(it -> it.compareTo(least) >= 0 && it.compareTo(Distribution.LONGEST) <= 0)
                .orElseThrow(
                        () -> value.refusal(DurationText.of(least) + " to " + DurationText.of(Distribution.LONGEST)));
    }

    private DelaysReader() {}
}
