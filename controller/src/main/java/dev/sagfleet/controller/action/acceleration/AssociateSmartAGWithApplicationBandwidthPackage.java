package dev.sagfleet.controller.action.acceleration;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.inventory.Associations;
import dev.sagfleet.controller.inventory.Associations.Item;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Associates instances with a plan for application acceleration: all of them or none. */
final class AssociateSmartAGWithApplicationBandwidthPackage implements Action {
    private static final int INSTANCES_MAX = 100;

    static final Declaration DECLARATION = Declaration.ofCommand(
            "AssociateSmartAGWithApplicationBandwidthPackage",
            Parameter.text("RegionId").required().noted("of the plan"),
            Parameter.text("ApplicationBandwidthPackageId").required(),
            Parameter.text("AssociateConfigs.N.SmartAGId").required().noted("at most 100"),
            Parameter.number("AssociateConfigs.N.Bandwidth", 1, Integer.MAX_VALUE)
                    .required()
                    .noted("Mbit/s"));

    private final IdempotentCommands commands;

    AssociateSmartAGWithApplicationBandwidthPackage(IdempotentCommands commands) {
        this.commands = commands;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        String regionId = parameters.required("RegionId");
        String planId = parameters.required("ApplicationBandwidthPackageId");
        List<Item> items = parameters.list("AssociateConfigs").stream()
                .map(config -> new Item(
                        config.required("SmartAGId"), (int) config.requiredLong("Bandwidth", 1, Integer.MAX_VALUE)))
                .toList();
        if (items.isEmpty()) {
            throw GatewayError.missing("AssociateConfigs")
                    .withDetail("required AssociateConfigs.1.SmartAGId, AssociateConfigs.1.Bandwidth and so on, found "
                            + parameters.optional("AssociateConfigs").orElse("none"));
        }
        boolean repeated = items.stream().map(Item::instanceId).distinct().count() < items.size();
        if (repeated || items.size() > INSTANCES_MAX) {
            throw GatewayError.invalid("AssociateConfigs")
                    .withDetail("found " + items.size() + " instances" + (repeated ? ", one of them twice" : "")
                            + ", required at most " + INSTANCES_MAX + " different ones");
        }
        return commands.run(call, name(), transaction -> Associations.associate(
                        transaction, regionId, planId, items, call.requestId())
                .map(associated -> call.fields()));
    }
}
