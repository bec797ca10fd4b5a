package dev.sagfleet.controller.action.acceleration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.PlanFields;
import dev.sagfleet.controller.inventory.Store;
import java.util.concurrent.CompletionStage;

/** Describes one plan. */
final class GetApplicationBandwidthPackageAttribute implements Action {
    static final Declaration DECLARATION = Declaration.of(
            "GetApplicationBandwidthPackageAttribute",
            Parameter.text("RegionId").required(),
            Parameter.text("ApplicationBandwidthPackageId").required());

    private final Store store;

    GetApplicationBandwidthPackageAttribute(Store store) {
        this.store = store;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        String regionId = call.parameters().required("RegionId");
        String planId = call.parameters().required("ApplicationBandwidthPackageId");
        return store.read(reading -> {
            ObjectNode fields = call.fields();
            PlanFields.put(reading.plans().require(regionId, planId), fields);
            fields.putArray("Tags");
            return call.respond(fields);
        });
    }
}
