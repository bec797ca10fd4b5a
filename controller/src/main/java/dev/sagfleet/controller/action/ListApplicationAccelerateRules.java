package dev.sagfleet.controller.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Lists the acceleration rules of a plan, some at a time. */
final class ListApplicationAccelerateRules implements Action {
    private static final int RESULTS_DEFAULT = 10;
    private static final int RESULTS_MAX = 20;

    private final Store store;

    ListApplicationAccelerateRules(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "ListApplicationAccelerateRules";
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        String regionId = parameters.required("RegionId");
        String planId = parameters.required("ApplicationBandwidthPackageId");
        int resultsMax =
                (int) parameters.optionalLong("MaxResults", 1, RESULTS_MAX).orElse(RESULTS_DEFAULT);
        int start =
                (int) parameters.optionalLong("NextToken", 0, Integer.MAX_VALUE).orElse(0);
        return store.read(reading -> {
            List<AccelerationRule> rules =
                    reading.rules().of(reading.plans().require(regionId, planId).id());
            List<AccelerationRule> page =
                    rules.stream().skip(start).limit(resultsMax).toList();
            ObjectNode fields = call.fields();
            ArrayNode list = fields.putArray("ApplicationAccelerateRules");
            page.forEach(rule -> put(rule, list.addObject()));
            fields.put("TotalCount", rules.size());
            fields.put("MaxResults", resultsMax);
            int next = start + page.size();
            fields.put("NextToken", !page.isEmpty() && next < rules.size() ? Integer.toString(next) : "");
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
