package dev.sagfleet.controller.action.acceleration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.inventory.Application;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists the applications that can be accelerated in a service region. */
final class ListAccelerateApplications implements Action {
    static final Declaration DECLARATION = Declaration.of(
            "ListAccelerateApplications",
            Parameter.text("RegionId").required(),
            ServiceRegions.DECLARED,
            Parameter.text("ApplicationType").noted("another than those in the answer finds nothing"));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        String unusedRegionId = parameters.required("RegionId");
        ServiceRegions serviceRegion = ServiceRegions.required(parameters);
        Optional<String> type = parameters.optional("ApplicationType");
        ObjectNode fields = call.fields();
        ArrayNode list = fields.putArray("AccelerateApplications");
        for (Application application : Application.all()) {
            if (type.isEmpty() || type.get().equals(application.type())) {
                list.addObject()
                        .put("ApplicationName", application.label())
                        .put("ApplicationType", application.type())
                        .put("ServiceRegionId", serviceRegion.id());
            }
        }
        return CompletableFuture.completedFuture(call.respond(fields));
    }
}
