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

/** Gives an acceleration rule another share of its plan and other applications. */
final class UpdateApplicationAccelerateRuleAttribute implements Action {
    static final Declaration DECLARATION = Declaration.ofCommand(
            "UpdateApplicationAccelerateRuleAttribute",
            Parameter.text("RegionId").required(),
            Parameter.text("ApplicationAccelerateRuleId").required(),
            Parameter.number("Bandwidth", 1, PlanFields.MEGABITS_MAX).required().noted("Mbit/s"),
            AccelerateApplications.ARRAY,
            AccelerateApplications.LIST);

    private final IdempotentCommands commands;

    UpdateApplicationAccelerateRuleAttribute(IdempotentCommands commands) {
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
        String ruleId = parameters.required("ApplicationAccelerateRuleId");
        int megabits = PlanFields.megabits(parameters, "Bandwidth");
        List<String> applications = AccelerateApplications.required(parameters);
        return commands.run(call, name(), transaction -> {
            AccelerationRule unused =
                    AccelerationRules.update(transaction, regionId, ruleId, megabits, applications, call.requestId());
            return Outcome.withoutDevices(call.fields());
        });
    }
}
