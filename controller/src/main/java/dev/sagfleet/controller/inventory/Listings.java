package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.FirmwareCriterion;
import dev.sagfleet.controller.rollout.Tags;
import java.util.Optional;

/**
 * Lists of what there is, each in the order of its ids, part by part: what a part costs is bounded, however much there
 * is and however little of it is asked for. A criterion that is absent lets everything pass.
 */
public interface Listings {
    Slice<ListedDevice> devices(DeviceCriteria criteria, SliceRequest request);

    Slice<ListedInstance> instances(InstanceCriteria criteria, SliceRequest request);

    Slice<Plan> plans(PlanCriteria criteria, SliceRequest request);

    Slice<Order> orders(OrderCriteria criteria, SliceRequest request);

    /**
     * Which devices.
     *
     * @param planId that the instance is associated with
     * @param pending whether something that they should be is not answered
     * @param refused whether they have refused the latest of something that they should be
     * @param site that was said of them
     * @param tags that they have, all of them
     */
    record DeviceCriteria(
            Optional<SerialNumber> serial,
            Optional<Boolean> online,
            Optional<DeviceModel> model,
            Optional<FirmwareCriterion> firmware,
            Optional<String> instanceId,
            Optional<String> planId,
            Optional<HaRole> role,
            Optional<String> user,
            Optional<Boolean> suspended,
            Optional<Boolean> pending,
            Optional<Boolean> refused,
            Optional<String> site,
            Tags tags) {
        /** Every device. */
        public static final DeviceCriteria ALL = new DeviceCriteria(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tags.NONE);
    }

    /** Which instances. */
    record InstanceCriteria(
            Optional<InstanceStatus> status,
            Optional<DeviceModel> model,
            Optional<String> planId,
            Optional<String> regionId,
            Optional<String> name,
            Optional<String> ccnId,
            Optional<Boolean> inArrears) {}

    /** Which plans. */
    record PlanCriteria(Optional<String> regionId, Optional<String> name, Optional<Boolean> locked) {}

    /** Which orders. */
    record OrderCriteria(Optional<Order.Status> status, Optional<Order.Kind> kind, Optional<String> instanceId) {}

    /** A device and what is to be said of it in a list. */
    record ListedDevice(
            Device device, String instanceName, Optional<String> planId, boolean isPending, boolean isRefused) {}

    /** An instance, and how many devices it has. */
    record ListedInstance(Instance instance, long devices, long online) {}
}
