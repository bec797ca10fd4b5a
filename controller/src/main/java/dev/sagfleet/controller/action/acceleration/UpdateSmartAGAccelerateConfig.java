package dev.sagfleet.controller.action.acceleration;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.inventory.AcceleratedPeaks;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.concurrent.CompletionStage;

/** Gives an instance that is associated with a plan another peak. */
final class UpdateSmartAGAccelerateConfig implements Action {
    static final Declaration DECLARATION = Declaration.ofCommand(
                    "UpdateSmartAGAccelerateConfig",
                    Parameter.text("RegionId").required().noted("of the instance"),
                    Parameter.text("SmartAGId").required(),
                    Parameter.number("Bandwidth", 1, Integer.MAX_VALUE)
                            .required()
                            .noted("Mbit/s"))
            .needing(Right.ON_INSTANCE);

    private final IdempotentCommands commands;

    UpdateSmartAGAccelerateConfig(IdempotentCommands commands) {
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
        String instanceId = parameters.required("SmartAGId");
        int megabits = (int) parameters.requiredLong("Bandwidth", 1, Integer.MAX_VALUE);
        return commands.run(call, name(), transaction -> AcceleratedPeaks.change(
                        transaction, regionId, instanceId, megabits, call.requestId())
                .map(changed -> call.fields()));
    }
}
