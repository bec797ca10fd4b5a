package dev.sagfleet.controller.action.acceleration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.NextTokenPage;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Lists the acceleration rules of a plan, some at a time. */
final class ListApplicationAccelerateRules implements Action {
    private static final int RESULTS_DEFAULT = 10;
    private static final int RESULTS_MAX = 20;

    static final Declaration DECLARATION = Declaration.of(
            "ListApplicationAccelerateRules",
            Parameter.text("RegionId").required(),
            Parameter.text("ApplicationBandwidthPackageId").required(),
            Parameter.number("MaxResults", 1, RESULTS_MAX).noted("default: " + RESULTS_DEFAULT),
            NextTokenPage.NEXT_TOKEN);

    private final Store store;

    ListApplicationAccelerateRules(Store store) {
        this.store = store;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        String regionId = parameters.required("RegionId");
        String planId = parameters.required("ApplicationBandwidthPackageId");
        NextTokenPage page = NextTokenPage.of(parameters, RESULTS_DEFAULT, RESULTS_MAX);
        return store.read(reading -> {
            List<AccelerationRule> rules =
                    reading.rules().of(reading.plans().require(regionId, planId).id());
            ObjectNode fields = call.fields();
            page.put(fields, "ApplicationAccelerateRules", rules, ListApplicationAccelerateRules::put);
            return call.respond(fields);
        });
    }

    private static void put(AccelerationRule rule, ObjectNode fields) {
        fields.put("ApplicationAccelerateRuleId", rule.id());
        fields.put("ServiceRegionId", rule.serviceRegionId());
        fields.put("Bandwidth", rule.megabits());
        fields.put("CreateTime", Long.toString(rule.createdMillis()));
        ArrayNode applications = fields.putArray("Applications");
        rule.applications().forEach(applications::add);
    }
}
