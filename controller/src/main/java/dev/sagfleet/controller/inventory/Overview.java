package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;

/**
 * The whole inventory at a glance, all as of one moment.
 *
 * @param models those of which there are devices
 * @param firmware what they run
 * @param plans the plans that were bought first, at most {@value #PLANS_MAX}
 * @param planCount all plans
 * @param refused devices that have refused the latest revision of an aspect
 * @param suspended devices that are associated and not accelerating, since their firmware is too old
 */
public record Overview(
        List<ModelCount> models,
        FirmwareCounts firmware,
        List<PlanUse> plans,
        long planCount,
        DeviceCount refused,
        DeviceCount suspended) {
    public static final int PLANS_MAX = 20;
    public static final int SERIALS_MAX = 5;

    public Overview {
        models = List.copyOf(models);
        plans = List.copyOf(plans);
        requireNonNull(firmware, "firmware");
        requireNonNull(refused, "refused");
        requireNonNull(suspended, "suspended");
    }

    /**
     * The devices of one model.
     *
     * @param online how many are connected, as far as is known
     */
    public record ModelCount(DeviceModel model, long registered, long online) {}

    /**
     * A plan and who uses it.
     *
     * @param instances how many are associated with it
     * @param peakMegabits their peaks added up, which may be more than the plan can carry
     */
    public record PlanUse(Plan plan, long instances, long peakMegabits) {}

    /**
     * Some devices.
     *
     * @param first their serial numbers in order, at most {@value #SERIALS_MAX}
     */
    public record DeviceCount(long count, List<SerialNumber> first) {
        public DeviceCount {
            first = List.copyOf(first);
        }
    }
}
