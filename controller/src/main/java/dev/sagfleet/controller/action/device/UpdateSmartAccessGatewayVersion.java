package dev.sagfleet.controller.action.device;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.connection.JobEvents;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.GatewayUpgrades;
import dev.sagfleet.controller.inventory.GatewayUpgrades.Target;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.concurrent.CompletionStage;

/** Has a box install a newer version. It answers once that is ordered: how far it is, DescribeSAGDeviceInfo shows. */
final class UpdateSmartAccessGatewayVersion implements Action {
    static final Declaration DECLARATION = Declaration.of(
                    "UpdateSmartAccessGatewayVersion",
                    Parameter.text("RegionId").required(),
                    Parameter.text("SmartAGId").required(),
                    Parameter.text("VersionCode").required().noted("as DescribeSmartAccessGatewayVersions lists it"),
                    Parameter.text("SerialNumber").noted("of a box; default: the active one"),
                    VersionType.PARAMETER)
            .needing(Right.ON_INSTANCE.refusedAsForbidden());

    private final Store store;
    private final GatewayUpgrades upgrades;
    private final Events events;

    UpdateSmartAccessGatewayVersion(Store store, GatewayUpgrades upgrades, Events events) {
        this.store = store;
        this.upgrades = upgrades;
        this.events = events;
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
        String versionCode = parameters.required("VersionCode");
        boolean isOfDevice = VersionType.isDevice(parameters);
        return store.write(
                        transaction -> {
                            if (!isOfDevice) {
                                throw new RejectedException(Rejection.VERSION_UNKNOWN, VersionType.NO_DPI);
                            }
                            return upgrades.update(
                                    transaction,
                                    target,
                                    versionCode,
                                    call.requestId(),
                                    call.now().toEpochMilli());
                        },
                        ordered -> JobEvents.publish(events, ordered))
                .thenApply(ordered -> call.respond(call.fields()));
    }
}
