package dev.sagfleet.controller.action.acceleration;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.PlanFields;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.AccelerationRules;
import dev.sagfleet.controller.inventory.Outcome;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sets a part of a plan aside for applications in one service region. */
final class CreateApplicationAccelerationRule implements Action {
    static final Declaration DECLARATION = Declaration.ofCommand(
            "CreateApplicationAccelerationRule",
            Parameter.text("RegionId").required(),
            Parameter.text("ApplicationBandwidthPackageId").required(),
            ServiceRegions.DECLARED,
            Parameter.number("Bandwidth", 1, PlanFields.MEGABITS_MAX).required().noted("Mbit/s"),
            AccelerateApplications.ARRAY,
            AccelerateApplications.LIST);

    private final IdempotentCommands commands;

    CreateApplicationAccelerationRule(IdempotentCommands commands) {
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
        ServiceRegions serviceRegion = ServiceRegions.required(parameters);
        int megabits = PlanFields.megabits(parameters, "Bandwidth");
        List<String> applications = AccelerateApplications.required(parameters);
        return commands.run(call, name(), transaction -> {
            AccelerationRule rule = AccelerationRules.create(
                    transaction,
                    regionId,
                    planId,
                    serviceRegion.id(),
                    megabits,
                    applications,
                    call.requestId(),
                    call.now().toEpochMilli());
            return Outcome.withoutDevices(call.fields().put("ApplicationAccelerateRuleId", rule.id()));
        });
    }
}
