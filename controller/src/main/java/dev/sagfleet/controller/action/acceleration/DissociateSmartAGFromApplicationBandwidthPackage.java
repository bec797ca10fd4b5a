package dev.sagfleet.controller.action.acceleration;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.inventory.Associations;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Ends the association of instances with a plan: of all of them or of none. */
final class DissociateSmartAGFromApplicationBandwidthPackage implements Action {
    private static final int INSTANCES_MAX = 100;

    static final Declaration DECLARATION = Declaration.ofCommand(
            "DissociateSmartAGFromApplicationBandwidthPackage",
            Parameter.text("RegionId").required().noted("of the plan"),
            Parameter.text("ApplicationBandwidthPackageId").required(),
            Parameter.text("SmartAGId").noted("this or the list is required"),
            Parameter.text("SmartAGIdList.N").noted("at most 100"));

    private final IdempotentCommands commands;

    DissociateSmartAGFromApplicationBandwidthPackage(IdempotentCommands commands) {
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
        List<String> instanceIds = Stream.concat(
                        parameters.optional("SmartAGId").stream(), parameters.strings("SmartAGIdList").stream())
                .distinct()
                .toList();
        if (instanceIds.isEmpty()) {
            throw GatewayError.missing("SmartAGId");
        }
        if (instanceIds.size() > INSTANCES_MAX) {
            throw GatewayError.invalid("SmartAGIdList")
                    .withDetail("found " + instanceIds.size() + " instances, required at most " + INSTANCES_MAX);
        }
        return commands.run(call, name(), transaction -> Associations.dissociate(
                        transaction, regionId, planId, instanceIds, call.requestId())
                .map(ended -> call.fields()));
    }
}
