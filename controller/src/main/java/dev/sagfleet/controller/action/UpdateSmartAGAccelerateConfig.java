package dev.sagfleet.controller.action;

import dev.sagfleet.controller.action.Commands.Made;
import dev.sagfleet.controller.action.Commands.Order;
import dev.sagfleet.controller.inventory.AcceleratedPeaks;
import dev.sagfleet.controller.inventory.AcceleratedPeaks.Changed;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.concurrent.CompletionStage;

/** Gives an instance that is associated with a plan another peak. */
final class UpdateSmartAGAccelerateConfig implements Action {
    private final IdempotentCommands commands;

    UpdateSmartAGAccelerateConfig(IdempotentCommands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "UpdateSmartAGAccelerateConfig";
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        String regionId = parameters.required("RegionId");
        String instanceId = parameters.required("SmartAGId");
        int megabits = (int) parameters.requiredLong("Bandwidth", 1, Integer.MAX_VALUE);
        return commands.run(call, name(), new Order() {
            @Override
            public Made make(Transaction transaction) {
                Changed changed =
                        AcceleratedPeaks.change(transaction, regionId, instanceId, megabits, call.requestId());
                return new Made(call.fields(), changed.changes(), Integer.toString(changed.megabitsBefore()));
            }

            @Override
            public void undo(Transaction transaction, Made made) {
                Changed changed = new Changed(Integer.parseInt(made.restoring()), made.changes());
                AcceleratedPeaks.takeBack(transaction, instanceId, changed, megabits, call.requestId());
            }
        });
    }
}
