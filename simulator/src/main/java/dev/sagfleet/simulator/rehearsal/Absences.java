package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which devices are away as a rollout starts, and when they come back. Nobody publishes such figures: all of them are
 * assumptions. Each device draws for itself, whatever the others and the policy do.
 */
public record Absences(Map<DeviceModel, Rate> byModel) {
    /** Everybody is there. */
    public static final Absences NONE = new Absences(Collections.emptyMap());

    private static final String PURPOSE = "away";
    private static final double DAY_NANOS = Duration.ofDays(1).toNanos();

    /**
     * How it is with one model.
     *
     * @param away the share that is away at the start: from 0 to 1
     * @param backInADay the share of these that is back within 24 h: more than 0, less than 1. How long one is away has
     *     no memory, so as many of the rest are back a day later
     */
    public record Rate(double away, double backInADay) {
        public Rate {
            if (!(away >= 0 && away <= 1)) {
                throw new IllegalArgumentException("away: " + away + " (expected: 0 to 1)");
            }
            if (!(backInADay > 0 && backInADay < 1)) {
                throw new IllegalArgumentException("backInADay: " + backInADay + " (expected: between 0 and 1)");
            }
        }
    }

    public Absences {
        Map<DeviceModel, Rate> copy = new EnumMap<>(DeviceModel.class);
        copy.putAll(byModel);
        byModel = Collections.unmodifiableMap(copy);
    }

    /** What may be assumed where nothing is known. */
    public static Absences typical() {
        Map<DeviceModel, Rate> rates = new EnumMap<>(DeviceModel.class);
        rates.put(DeviceModel.SAG_100WM, new Rate(0.08, 0.7));
        rates.put(DeviceModel.SAG_1000, new Rate(0.02, 0.8));
        rates.put(DeviceModel.SAG_VCPE, new Rate(0.02, 0.8));
        rates.put(DeviceModel.APP, new Rate(0.4, 0.6));
        return new Absences(rates);
    }

    /**
     * How long a device is away from the start on; nothing if it is there.
     *
     * @param device the seed of the device
     */
    Optional<Duration> of(DeviceModel model, Seed device) {
        Rate rate = byModel.get(model);
        if (rate == null || device.fraction(PURPOSE) >= rate.away()) {
            return Optional.empty();
        }
        return Optional.of(back(rate, device));
    }

    /**
     * After how long a device is back that is known to be away at the start; nothing if nobody is to be away.
     *
     * @param device the seed of the device
     */
    Optional<Duration> back(DeviceModel model, Seed device) {
        return Optional.ofNullable(byModel.get(model)).map(rate -> back(rate, device));
    }

    private static Duration back(Rate rate, Seed device) {
        double remains = 1 - device.fraction(PURPOSE, 1);
        double days = StrictMath.log(remains) / StrictMath.log(1 - rate.backInADay());
        return Duration.ofNanos((long) (days * DAY_NANOS));
    }
}
