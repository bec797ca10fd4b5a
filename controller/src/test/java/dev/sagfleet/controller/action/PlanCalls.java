package dev.sagfleet.controller.action;

import java.util.ArrayList;
import java.util.List;

/** The parameters of calls about plans. */
final class PlanCalls {
    private static final String BILLING = "ApplicationBandwidthPackageBillingConfig.";

    static String[] bought(String... more) {
        return inRegion(with(List.of(BILLING + "Bandwidth", "30"), more));
    }

    static String[] plan(String planId, String... more) {
        return inRegion(with(List.of("ApplicationBandwidthPackageId", planId), more));
    }

    static String[] peak(String megabits, String... more) {
        return inRegion(with(List.of("SmartAGId", "sag-1", "Bandwidth", megabits), more));
    }

    static String[] rule(String planId, String megabits, String applications, String... more) {
        List<String> first =
                List.of("ServiceRegionId", "eu-central-1", "Bandwidth", megabits, "Applications", applications);
        return plan(planId, with(first, more));
    }

    static String[] update(String ruleId, String megabits, String applications) {
        return inRegion("ApplicationAccelerateRuleId", ruleId, "Bandwidth", megabits, "Applications", applications);
    }

    static String[] inRegion(String... more) {
        return with(List.of("RegionId", "cn-shanghai"), more);
    }

    static String[] with(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private PlanCalls() {}
}
