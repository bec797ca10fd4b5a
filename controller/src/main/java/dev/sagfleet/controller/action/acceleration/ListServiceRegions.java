package dev.sagfleet.controller.action.acceleration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists the regions whose applications can be accelerated. */
final class ListServiceRegions implements Action {
    static final Declaration DECLARATION =
            Declaration.of("ListServiceRegions", Parameter.text("RegionId").required());

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        String unusedRegionId = call.parameters().required("RegionId");
        ObjectNode fields = call.fields();
        ArrayNode list = fields.putArray("ServiceRegions");
        for (ServiceRegions region : ServiceRegions.values()) {
            list.addObject().put("ServiceRegionId", region.id()).put("ServiceRegionName", region.label());
        }
        return CompletableFuture.completedFuture(call.respond(fields));
    }
}
