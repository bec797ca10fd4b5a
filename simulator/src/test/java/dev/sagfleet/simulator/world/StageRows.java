package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Listings.OrderCriteria;
import dev.sagfleet.controller.inventory.Listings.PlanCriteria;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All rows of an inventory, and whether its devices are where it has them. Left out is what is by nature another one in
 * each run: times, the boot ids that devices draw, the RequestIds that name commands; and the epochs, since a device may
 * have to connect twice where packets take the time that they take.
 */
final class StageRows {
    private static final String COMMAND_ID = "\"commandId\":\"[^\"]*\"";
    private static final OrderCriteria ALL_ORDERS =
            new OrderCriteria(Optional.empty(), Optional.empty(), Optional.empty());
    private static final PlanCriteria ALL_PLANS =
            new PlanCriteria(Optional.empty(), Optional.empty(), Optional.empty());
    private static final SliceRequest ALL = new SliceRequest(Optional.empty(), SliceRequest.ITEMS_MAX);

    /** As text, a row a line. */
    static List<String> of(Reading reading, List<InstanceBlueprint> instances) {
        List<String> rows = new ArrayList<>();
        for (InstanceBlueprint known : instances) {
            rows.add(text(reading.instances().find(known.id()).orElseThrow()));
            for (Device device : reading.devices().of(known.id())) {
                rows.add(text(device));
                reading.aspects().of(device.serial()).forEach(aspect -> rows.add(text(aspect)));
                reading.jobs().of(device.serial()).forEach(job -> rows.add(StoryUpgrades.text(job)));
            }
        }
        for (Plan plan : reading.listings().plans(ALL_PLANS, ALL).items()) {
            rows.add(
                    "plan " + new Plan(plan.id(), plan.regionId(), plan.name(), plan.megabits(), plan.lockReason(), 0));
            reading.rules().of(plan.id()).forEach(rule -> rows.add("rule " + rule.id() + " " + rule.applications()));
        }
        for (Order order : reading.listings().orders(ALL_ORDERS, ALL).items()) {
            rows.add("order "
                    + new Order(
                            order.id(), order.instanceId(), order.kind(), order.from(), order.to(), order.status(), 0));
        }
        rows.add("settings " + reading.settings().current());
        return rows;
    }

    private static String text(Instance instance) {
        return "instance " + instance.id() + " " + instance.name() + " " + instance.model() + " " + instance.haType()
                + " megabits=" + instance.megabits() + " users=" + instance.userCount() + " ccn=" + instance.ccnId()
                + " arrears=" + instance.inArrears() + " acceleration=" + instance.acceleration();
    }

    private static String text(Device device) {
        return "device " + device.serial() + " of " + device.instanceId() + " " + device.model() + " "
                + device.user() + " " + device.userBandwidth() + " " + device.role() + " online="
                + device.presence().online() + " firmware=" + device.presence().firmware() + " suspended="
                + device.presence().suspended() + " incarnation="
                + device.presence().incarnation() + " slots=" + slots(device);
    }

    /** What is in them, and not its digest. */
    private static String slots(Device device) {
        return device.presence()
                .slots()
                .report(device.model(), device.presence().firmware().orElseThrow())
                .map(report -> report.runs() + " runs, A " + slot(report.slotA()) + ", B " + slot(report.slotB()))
                .orElse("unknown");
    }

    private static String slot(FirmwareReport.SlotReport slot) {
        return slot.status() + " " + slot.version();
    }

    /** The orders of an image, where it has another digest. */
    private static String desired(DeviceAspect aspect) {
        Command command = aspect.desired().command();
        return aspect.aspect() == Aspect.FIRMWARE
                ? command.getClass().getSimpleName() + " " + command.revision()
                : aspect.desired().json().replaceFirst(COMMAND_ID, "\"commandId\":\"\"");
    }

    private static String text(DeviceAspect aspect) {
        return "aspect " + aspect.serial() + " " + aspect.aspect() + " desired=" + desired(aspect) + " reported="
                + aspect.reported() + " applied=" + aspect.applied() + " refused=" + aspect.refusal();
    }

    /** Whether a device that is on is in session, has nothing left to do, and is known as what it is. */
    static boolean isSettled(Reading reading, SerialNumber serial, DeviceState state, long epochAtLeast) {
        Device device = reading.devices().find(serial).orElseThrow();
        boolean isThere = device.presence().online()
                && device.presence().epoch() >= epochAtLeast
                && device.presence().firmware().equals(Optional.of(state.firmware()));
        return isThere
                && reading.jobs().latest(serial).filter(FirmwareJob::isOpen).isEmpty()
                && reading.aspects().of(serial).stream().allMatch(aspect -> isSettled(aspect, state));
    }

    private static boolean isSettled(DeviceAspect aspect, DeviceState state) {
        if (aspect.aspect() == Aspect.FIRMWARE) {
            return !aspect.isPending(); // what the device holds of it is no part of this state
        }
        Command desired = aspect.desired().command();
        boolean isTriedAgain = aspect.isRefused() && state.firmware().acceleratesApplications();
        return !aspect.isPending()
                && state.held(aspect.aspect()).revision().equals(desired.revision())
                && state.held(aspect.aspect()).refused() == aspect.isRefused()
                && !isTriedAgain;
    }

    private StageRows() {}
}
