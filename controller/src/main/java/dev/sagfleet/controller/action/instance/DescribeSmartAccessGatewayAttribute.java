package dev.sagfleet.controller.action.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.PlanFields;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Describes one instance with its devices. */
final class DescribeSmartAccessGatewayAttribute implements Action {
    static final Declaration DECLARATION = Declaration.of(
                    "DescribeSmartAccessGatewayAttribute",
                    Parameter.text("RegionId").required(),
                    Parameter.text("SmartAGId").required())
            .needing(Right.ON_INSTANCE);

    private final Store store;

    DescribeSmartAccessGatewayAttribute(Store store) {
        this.store = store;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        String regionId = call.parameters().required("RegionId");
        String instanceId = call.parameters().required("SmartAGId");
        return store.read(reading -> {
            Instance instance = reading.instances().require(regionId, instanceId, Rejection.SAG_NOT_FOUND);
            ObjectNode fields = call.fields();
            InstanceFields shared = new InstanceFields(reading, instance);
            shared.put(fields);
            fields.put("InstanceType", instance.model().apiName());
            for (String list : new String[] {"Acl", "Qos", "FlowLog", "IR"}) {
                fields.putObject(list + "Ids").putArray(list + "Id");
            }
            putPlan(reading, instance, fields);
            ArrayNode devices = fields.putObject("Devices").putArray("Device");
            shared.boxes().forEach(device -> describe(device, devices.addObject()));
            return call.respond(fields);
        });
    }

    private static void putPlan(Reading reading, Instance instance, ObjectNode fields) {
        Optional<Plan> plan =
                instance.acceleration().flatMap(acceleration -> reading.plans().find(acceleration.planId()));
        fields.put("ApplicationBandwidthPackageName", plan.map(Plan::name).orElse(""));
        fields.put(
                "ApplicationBandwidthPackageBussinessStatus",
                plan.map(PlanFields::businessStatus).orElse(""));
        ObjectNode locks = fields.putObject("ApplicationBandwidthPackageOperationLocks");
        plan.flatMap(Plan::lockReason).ifPresent(reason -> PlanFields.putLock(locks, reason));
    }

    private static void describe(Device device, ObjectNode fields) {
        fields.put("SerialNumber", device.serial().text());
        fields.put(
                "SoftwareVersion",
                device.presence().firmware().map(FirmwareVersion::toString).orElse(""));
        fields.put("HaState", device.role() == HaRole.ACTIVE ? "Active" : "Standby");
        fields.put("HcState", device.presence().online() ? "Normal" : "Abnormal");
    }
}
