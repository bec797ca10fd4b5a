package dev.sagfleet.controller.action.acceleration;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Call;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.action.PlanFields;
import dev.sagfleet.controller.action.ResourceGroup;
import dev.sagfleet.controller.inventory.Outcome;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Plans;
import dev.sagfleet.controller.inventory.Region;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Buys a plan, which is paid at once and does not expire. */
final class CreateApplicationBandwidthPackage implements Action {
    /** Source: the documentation of the action, ApplicationBandwidthPackageName. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z\\p{IsHan}][A-Za-z\\p{IsHan}0-9_-]{1,99}");

    private static final String NAME_FORM =
            "2 to 100 letters, Chinese characters, digits, _ and -, one of the first two in front";

    private static final String NAME_PARAMETER = "ApplicationBandwidthPackageName";
    private static final String BILLING = "ApplicationBandwidthPackageBillingConfig.";
    private static final int MONTHS_MAX = 36;
    private static final int YEARS_MAX = 3;

    static final Declaration DECLARATION = Declaration.ofCommand(
            "CreateApplicationBandwidthPackage",
            Parameter.text("RegionId").required().noted("one that DescribeRegions lists"),
            Parameter.oneOf("ApplicationBandwidthPackageType", PlanFields.TYPE),
            Parameter.text(NAME_PARAMETER).noted(NAME_FORM),
            Parameter.oneOf("ResourceGroupId", ResourceGroup.ID),
            Parameter.oneOf(BILLING + "PayType", PlanFields.PAY_TYPE),
            Parameter.number(BILLING + "Bandwidth", 1, PlanFields.MEGABITS_MAX)
                    .required()
                    .noted("Mbit/s"),
            Parameter.oneOf(BILLING + "PricingCycle", "Month", "Year"),
            Parameter.number(BILLING + "Period", 1, MONTHS_MAX).noted("years: 1 to " + YEARS_MAX),
            Parameter.flag(BILLING + "AutoPay"));

    private final IdempotentCommands commands;

    CreateApplicationBandwidthPackage(IdempotentCommands commands) {
        this.commands = commands;
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public CompletionStage<Response> run(Call call) {
        Parameters parameters = call.parameters();
        String regionId = parameters.required("RegionId");
        if (!Region.ids().contains(regionId)) {
            throw invalid("RegionId", regionId, "one that DescribeRegions lists");
        }
        requireIfAny(parameters, "ApplicationBandwidthPackageType", PlanFields.TYPE);
        String planName = parameters.optional(NAME_PARAMETER).orElse("");
        if (!planName.isEmpty() && !NAME.matcher(planName).matches()) {
            throw invalid(NAME_PARAMETER, planName, NAME_FORM);
        }
        requireIfAny(parameters, "ResourceGroupId", ResourceGroup.ID);
        requireIfAny(parameters, BILLING + "PayType", PlanFields.PAY_TYPE);
        int megabits = PlanFields.megabits(parameters, BILLING + "Bandwidth");
        checkPayment(parameters);
        return commands.run(call, name(), transaction -> {
            Plan plan = Plans.create(
                    transaction, regionId, planName, megabits, call.now().toEpochMilli());
            return Outcome.withoutDevices(call.fields().put("ApplicationBandwidthPackageId", plan.id()));
        });
    }

    /** How a plan is paid makes no difference, but must be right. */
    private static void checkPayment(Parameters parameters) {
        String cycle = parameters.optional(BILLING + "PricingCycle").orElse("Month");
        int periodsMax =
                switch (cycle) {
                    case "Month" -> MONTHS_MAX;
                    case "Year" -> YEARS_MAX;
                    default -> throw invalid(BILLING + "PricingCycle", cycle, "Month or Year");
                };
        var unusedPeriod = parameters.optionalLong(BILLING + "Period", 1, periodsMax);
        boolean unusedAutoPay = parameters.flag(BILLING + "AutoPay", false);
    }

    /** That a parameter has the only value that there is, or none. */
    private static void requireIfAny(Parameters parameters, String name, String only) {
        String value = parameters.optional(name).orElse(only);
        if (!value.equals(only)) {
            throw invalid(name, value, only);
        }
    }

    private static ApiException invalid(String name, String found, String required) {
        return GatewayError.invalid(name).withDetail("found " + found + ", required " + required);
    }
}
