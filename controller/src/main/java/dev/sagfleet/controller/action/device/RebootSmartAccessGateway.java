package dev.sagfleet.controller.action.device;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.inventory.GatewayUpgrades;
import dev.sagfleet.controller.inventory.GatewayUpgrades.Target;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.concurrent.CompletionStage;

/** Has a box boot. It answers once that is ordered. */
final class RebootSmartAccessGateway implements Action {
    static final Declaration DECLARATION = Declaration.of(
                    "RebootSmartAccessGateway",
                    Parameter.text("RegionId").required(),
                    Parameter.text("SmartAGId").required(),
                    Parameter.text("SerialNumber").noted("of a box; default: the active one"))
            .needing(Right.ON_INSTANCE);

    private final Store store;

    RebootSmartAccessGateway(Store store) {
        this.store = store;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        var target = new Target(
                parameters.required("RegionId"), parameters.required("SmartAGId"), parameters.optional("SerialNumber"));
        return store.write(transaction -> GatewayUpgrades.reboot(transaction, target, call.requestId()))
                .thenApply(serial -> call.respond(call.fields()));
    }
}
