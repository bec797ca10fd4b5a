package dev.sagfleet.controller.action.instance;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.concurrent.CompletionStage;

/**
 * UpgradeSmartAccessGateway and DowngradeSmartAccessGateway: an order for another bandwidth, or for another
 * number of users of an app instance, which takes the older parameters UserCount and DataPlan instead.
 */
final class ChangeSmartAccessGateway implements Action {
    private final Commands commands;
    private final Order.Kind kind;

    ChangeSmartAccessGateway(Commands commands, Order.Kind kind) {
        this.commands = commands;
        this.kind = kind;
    }

    static Declaration declarationOf(Order.Kind kind) {
        return Declaration.of(
                        switch (kind) {
                            case UPGRADE -> "UpgradeSmartAccessGateway";
                            case DOWNGRADE -> "DowngradeSmartAccessGateway";
                        },
                        Parameter.text("RegionId").required(),
                        Parameter.text("SmartAGId").required(),
                        Parameter.flag("AutoPay").required(),
                        Parameter.number("BandWidthSpec", 0, Integer.MAX_VALUE)
                                .noted("Mbit/s, in the range of the model; required but for an app instance"),
                        Parameter.oneOf("DataPlan", Long.toString(InstanceFields.DATA_PLAN))
                                .noted("required for an app instance"),
                        Parameter.number("UserCount", 0, Integer.MAX_VALUE).noted("required for an app instance"))
                .needing(Right.ON_INSTANCE);
    }

    @Override
    public Declaration declaration() {
        return declarationOf(kind);
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        String regionId = parameters.required("RegionId");
        String instanceId = parameters.required("SmartAGId");
        boolean autoPay = parameters.requiredFlag("AutoPay");
        return commands.run(call.requestId(), transaction -> {
                    Instance instance = transaction.instances().require(regionId, instanceId, Rejection.SAG_NOT_FOUND);
                    return BandwidthOrders.place(
                            transaction,
                            regionId,
                            instanceId,
                            kind,
                            instance.isApp() ? users(parameters) : megabits(parameters),
                            autoPay,
                            call.requestId(),
                            call.now().toEpochMilli());
                })
                .thenApply(order -> call.respond(call.fields().put("OrderId", order.id())));
    }

    private static int megabits(Parameters parameters) {
        return (int) parameters.requiredLong("BandWidthSpec", 0, Integer.MAX_VALUE);
    }

    private static int users(Parameters parameters) {
        if (number(parameters, "DataPlan", Rejection.DATA_PLAN) != InstanceFields.DATA_PLAN) {
            throw new RejectedException(
                    Rejection.DATA_PLAN,
                    "found DataPlan " + parameters.required("DataPlan") + ", required " + InstanceFields.DATA_PLAN);
        }
        return (int) number(parameters, "UserCount", Rejection.USER_COUNT);
    }

    /** These two have errors of their own, which the gateway's must not hide. */
    private static long number(Parameters parameters, String name, Rejection otherwise) {
        try {
            return parameters.requiredLong(name, 0, Integer.MAX_VALUE);
        } catch (ApiException malformed) {
            throw new RejectedException(
                    otherwise,
                    "found " + name + ' ' + parameters.optional(name).orElse("none") + ", required a number");
        }
    }
}
