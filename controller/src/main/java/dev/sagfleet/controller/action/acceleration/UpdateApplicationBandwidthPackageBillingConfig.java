package dev.sagfleet.controller.action.acceleration;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.PlanFields;
import dev.sagfleet.controller.inventory.Outcome;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Plans;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.concurrent.CompletionStage;

/** Makes a plan larger, which is paid at once. */
final class UpdateApplicationBandwidthPackageBillingConfig implements Action {
    static final Declaration DECLARATION = Declaration.ofCommand(
            "UpdateApplicationBandwidthPackageBillingConfig",
            Parameter.text("RegionId").required(),
            Parameter.text("ApplicationBandwidthPackageId").required(),
            Parameter.number("Bandwidth", 1, PlanFields.MEGABITS_MAX).required().noted("Mbit/s, more than before"),
            Parameter.flag("AutoPay"));

    private final IdempotentCommands commands;

    UpdateApplicationBandwidthPackageBillingConfig(IdempotentCommands commands) {
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
        int megabits = PlanFields.megabits(parameters, "Bandwidth");
        boolean unusedAutoPay = parameters.flag("AutoPay", false);
        return commands.run(call, name(), transaction -> {
            Plan unused = Plans.upgrade(transaction, regionId, planId, megabits);
            return Outcome.withoutDevices(call.fields());
        });
    }
}
