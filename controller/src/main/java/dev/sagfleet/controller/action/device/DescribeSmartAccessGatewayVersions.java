package dev.sagfleet.controller.action.device;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.GatewayUpgrades.Target;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.concurrent.CompletionStage;

/** Lists the versions that the catalogue has for a box. */
final class DescribeSmartAccessGatewayVersions implements Action {
    static final Declaration DECLARATION = Declaration.of(
                    "DescribeSmartAccessGatewayVersions",
                    Parameter.text("RegionId").required(),
                    Parameter.text("SmartAGId").required(),
                    Parameter.text("SmartAGSn").noted("the serial number of a box; default: the active one"),
                    VersionType.PARAMETER)
            .needing(Right.ON_INSTANCE.refusedAsForbidden());

    private final Store store;

    DescribeSmartAccessGatewayVersions(Store store) {
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
                parameters.required("RegionId"), parameters.required("SmartAGId"), parameters.optional("SmartAGSn"));
        boolean isOfDevice = VersionType.isDevice(parameters);
        return store.read(reading -> {
            Device device = target.require(reading);
            if (!isOfDevice) {
                throw new RejectedException(Rejection.VERSION_NOT_FOUND, VersionType.NO_DPI);
            }
            ObjectNode fields = call.fields();
            ArrayNode versions = fields.putObject("SmartAGVersions").putArray("SmartAGVersion");
            reading.images().all().stream()
                    .filter(image -> image.isAvailable() && image.isFor(device.model()))
                    .forEach(image -> versions.addObject()
                            .put("VersionCode", image.version().toString())
                            .put("VersionName", image.version().toString())
                            .put("Type", "release")
                            .put("CreateTime", image.createdMillis()));
            return call.respond(fields);
        });
    }
}
