package dev.sagfleet.controller.action.acceleration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.NextTokenPage;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.PlanFields;
import dev.sagfleet.controller.action.ResourceGroup;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Lists the plans of a region that match all filters, some at a time. */
final class ListApplicationBandwidthPackages implements Action {
    private static final int RESULTS_DEFAULT = 10;
    private static final int RESULTS_MAX = 100;

    static final Declaration DECLARATION = Declaration.of(
            "ListApplicationBandwidthPackages",
            Parameter.text("RegionId").required(),
            Parameter.number("MaxResults", 1, RESULTS_MAX).noted("default: " + RESULTS_DEFAULT),
            NextTokenPage.NEXT_TOKEN,
            Parameter.text("ApplicationBandwidthPackageIds.N"),
            Parameter.text("ApplicationBandwidthPackageName").noted("the whole name"),
            Parameter.oneOf("ApplicationBandwidthPackageStatus", "Effected", "Effecting")
                    .noted("none is Effecting"),
            Parameter.oneOf("ApplicationBandwidthPackageBusinessStatus", "Normal", "Abnormal"),
            ResourceGroup.FILTER);

    private final Store store;

    ListApplicationBandwidthPackages(Store store) {
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
        NextTokenPage page = NextTokenPage.of(parameters, RESULTS_DEFAULT, RESULTS_MAX);
        Predicate<Plan> filter = filter(parameters);
        return store.read(reading -> {
            List<Plan> plans =
                    reading.plans().in(regionId).stream().filter(filter).toList();
            ObjectNode fields = call.fields();
            page.put(fields, "ApplicationBandwidthPackages", plans, PlanFields::put);
            return call.respond(fields);
        });
    }

    private static Predicate<Plan> filter(Parameters parameters) {
        Set<String> ids = new LinkedHashSet<>(parameters.strings("ApplicationBandwidthPackageIds"));
        Predicate<Plan> filter = plan -> ids.isEmpty() || ids.contains(plan.id());
        if (parameters.optional("ApplicationBandwidthPackageName").isPresent()) {
            String name = parameters.required("ApplicationBandwidthPackageName");
            filter = filter.and(plan -> plan.name().equals(name));
        }
        if (oneOf(parameters, "ApplicationBandwidthPackageStatus", "Effected", "Effecting")
                .equals("Effecting")) {
            filter = filter.and(plan -> false);
        }
        String business = oneOf(parameters, "ApplicationBandwidthPackageBusinessStatus", "Normal", "Abnormal");
        filter = filter.and(
                plan -> business.isEmpty() || PlanFields.businessStatus(plan).equals(business));
        String group = parameters.optional("ResourceGroupId").orElse(ResourceGroup.ID);
        return filter.and(plan -> group.equals(ResourceGroup.ID));
    }

    /** The value of a parameter that has these two; empty if it is absent. */
    private static String oneOf(Parameters parameters, String name, String one, String other) {
        String value = parameters.optional(name).orElse("");
        if (!List.of("", one, other).contains(value)) {
            throw GatewayError.invalid(name).withDetail("found " + value + ", required " + one + " or " + other);
        }
        return value;
    }
}
