package dev.sagfleet.controller.action.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.Right;
import dev.sagfleet.controller.inventory.Region;
import dev.sagfleet.controller.rpc.GatewayError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists the regions of the service. */
final class DescribeRegions implements Action {
    static final Declaration DECLARATION = Declaration.of(
                    "DescribeRegions",
                    Parameter.oneOf("AcceptLanguage", "zh-CN", "en-US").noted("default: zh-CN"))
            .needing(Right.ON_ALL.refusedAsForbidden());

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        String language = call.parameters().optional("AcceptLanguage").orElse("zh-CN");
        boolean inEnglish =
                switch (language) {
                    case "zh-CN" -> false;
                    case "en-US" -> true;
                    default ->
                        throw GatewayError.invalid("AcceptLanguage")
                                .withDetail("found " + language + ", required zh-CN or en-US");
                };
        ObjectNode fields = call.fields();
        ArrayNode list = fields.putObject("Regions").putArray("Region");
        for (Region region : Region.values()) {
            list.addObject()
                    .put("RegionId", region.id())
                    .put("LocalName", region.localName(inEnglish))
                    .put("RegionEndpoint", region.endpoint());
        }
        return CompletableFuture.completedFuture(call.respond(fields));
    }
}
