package dev.sagfleet.simulator.simtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.Application;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.time.Seed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan, whose client makes rules and changes them. Each change of a rule is one for all devices under the plan. */
final class PlanSubject implements Subject<PlanState> {
    private static final List<String> SERVICE_REGIONS = List.of("ap-southeast-1", "eu-central-1");
    private static final int RULES_MAX = 6;
    private static final int MEGABITS_MAX = 8;

    private final String regionId;
    private final Blueprint.Plan plan;
    private final StoreAudit audit;

    PlanSubject(String regionId, Blueprint.Plan plan, StoreAudit audit) {
        this.regionId = regionId;
        this.plan = plan;
        this.audit = audit;
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public List<PlanState> history() {
        return audit.plans().history(plan.id());
    }

    @Override
    public ApiCall<PlanState> next(PlanState now, Seed seed) {
        if (seed.fraction("which") < 0.15) {
            return ApiCall.reading(
                    "ListApplicationAccelerateRules",
                    "RegionId",
                    regionId,
                    "ApplicationBandwidthPackageId",
                    plan.id(),
                    "MaxResults",
                    "20");
        }
        boolean isNew = now.rules().isEmpty() || (now.rules().size() < RULES_MAX && seed.fraction("new") < 0.4);
        ApiCall<PlanState> call = isNew ? create(seed) : update(seed);
        double how = seed.fraction("how");
        if (how < 0.6) {
            return call.withToken("token-" + Long.toHexString(seed.bits("token")));
        }
        return how < 0.7 ? call.dry() : call;
    }

    private ApiCall<PlanState> create(Seed seed) {
        String serviceRegion = SERVICE_REGIONS.get(any(seed, "region", SERVICE_REGIONS.size()));
        int megabits = 1 + any(seed, "megabits", MEGABITS_MAX);
        List<String> applications = applications(seed);
        return ApiCall.of(
                "CreateApplicationAccelerationRule",
                state -> state.with(new PlanState.Rule(serviceRegion, megabits, applications)),
                "RegionId",
                regionId,
                "ApplicationBandwidthPackageId",
                plan.id(),
                "ServiceRegionId",
                serviceRegion,
                "Bandwidth",
                Integer.toString(megabits),
                "Applications",
                json(applications));
    }

    private ApiCall<PlanState> update(Seed seed) {
        List<AccelerationRule> rules = audit.plans().rules(plan.id());
        AccelerationRule rule = rules.get(any(seed, "rule", rules.size()));
        PlanState.Rule before = PlanState.Rule.of(rule);
        boolean isKnown = seed.fraction("known") < 0.95;
        int megabits = 1 + any(seed, "megabits", MEGABITS_MAX);
        List<String> applications = applications(seed);
        return ApiCall.of(
                "UpdateApplicationAccelerateRuleAttribute",
                state -> state.withOther(before, before.withChanged(megabits, applications)),
                "RegionId",
                regionId,
                "ApplicationAccelerateRuleId",
                isKnown ? rule.id() : "abwpr-none",
                "Bandwidth",
                Integer.toString(megabits),
                "Applications",
                json(applications));
    }

    private static List<String> applications(Seed seed) {
        List<Application> all = Application.all();
        List<String> applications = new ArrayList<>();
        int first = any(seed, "application", all.size());
        for (int i = 0; i <= any(seed, "more", 2); i++) {
            applications.add(all.get((first + i) % all.size()).label());
        }
        return applications;
    }

    private static String json(List<String> labels) {
        return labels.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private static int any(Seed seed, String purpose, int of) {
        return (int) (seed.fraction(purpose) * of);
    }

    @Override
    public void succeeded(ApiCall<PlanState> call, ObjectNode answer) {}

    @Override
    public void isUnknown() {}

    @Override
    public boolean isTrue(ApiCall<PlanState> call, ObjectNode answer, PlanState then) {
        Set<PlanState.Rule> shown = new LinkedHashSet<>();
        for (JsonNode rule : answer.path("ApplicationAccelerateRules")) {
            List<String> applications = new ArrayList<>();
            rule.path("Applications").forEach(label -> applications.add(label.asText()));
            shown.add(new PlanState.Rule(
                    rule.path("ServiceRegionId").asText(),
                    rule.path("Bandwidth").asInt(),
                    applications));
        }
        return then.rules().equals(shown);
    }

    @Override
    public boolean isOvertaken(String requestId) {
        return false;
    }
}
