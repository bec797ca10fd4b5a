package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.time.Seed;
import java.util.List;
import java.util.Optional;

/** What the client of one instance calls next. */
final class DrawnCalls {
    /** What clients call. */
    static final List<String> ACTIONS = List.of(
            "AssociateSmartAGWithApplicationBandwidthPackage",
            "CreateApplicationAccelerationRule",
            "DescribeSmartAccessGatewayAttribute",
            "DissociateSmartAGFromApplicationBandwidthPackage",
            "DowngradeSmartAccessGateway",
            "ListApplicationAccelerateRules",
            Clients.PAY,
            "UpdateApplicationAccelerateRuleAttribute",
            "UpdateSmartAGAccelerateConfig",
            "UpgradeSmartAccessGateway");

    /** What they can hear that does not succeed. */
    static final List<String> REFUSALS = List.of(
            "DryRunOperation",
            "IdempotentParameterMismatch",
            "IncorrectStatus.Order",
            "IncorrectStatus.SmartAccessGateway",
            "InvalidBandWidthSpec",
            "OperationDenied.BandwidthExceeded",
            "ResourceAlreadyExists.ApplicationAccelerateRule",
            "ResourceAlreadyAssociated.SmartAccessGateway",
            "ResourceNotAssociated.SmartAccessGateway",
            "ResourceNotFound.ApplicationAccelerateRule",
            "ResourceNotFound.ApplicationBandwidthPackage",
            "ResourceNotFound.SmartAccessGateway",
            "SAG.InvalidUserCount",
            "UnsupportedFeature.ApplicationAccelerate");

    private final Blueprint blueprint;
    private final InstanceBlueprint instance;

    DrawnCalls(Blueprint blueprint, InstanceBlueprint instance) {
        this.blueprint = blueprint;
        this.instance = instance;
    }

    /**
     * A call that makes sense for the instance as it is, most of the time.
     *
     * @param unpaid an order that waits to be paid
     */
    ApiCall<InstanceState> next(InstanceState now, Optional<UnpaidOrder> unpaid, Seed seed) {
        double which = seed.fraction("which");
        if (which < 0.2) {
            return ApiCall.reading(
                    "DescribeSmartAccessGatewayAttribute",
                    "RegionId",
                    blueprint.regionId(),
                    "SmartAGId",
                    instance.id());
        }
        if (which < 0.5) {
            return order(now, seed);
        }
        if (unpaid.isPresent() && which < 0.65) {
            UnpaidOrder order = unpaid.get();
            return ApiCall.of(
                    Clients.PAY,
                    state -> order.isOvertaken() ? InstanceState.IMPOSSIBLE : state.withAmount(order.to()),
                    "OrderId",
                    order.id());
        }
        ApiCall<InstanceState> call = acceleration(now, seed);
        double how = seed.fraction("how");
        if (how < 0.5) {
            return call.withToken("token-" + Long.toHexString(seed.bits("token")));
        }
        if (how < 0.58) {
            return call.dry();
        }
        return how < 0.64 ? spoilt(call, seed) : call;
    }

    private static ApiCall<InstanceState> spoilt(ApiCall<InstanceState> call, Seed seed) {
        boolean hasPlan = call.parameters().containsKey("ApplicationBandwidthPackageId");
        return !hasPlan || seed.fraction("spoilt") < 0.5
                ? call.spoilt("RegionId", "cn-nowhere")
                : call.spoilt("ApplicationBandwidthPackageId", "abwp-none");
    }

    private ApiCall<InstanceState> order(InstanceState now, Seed seed) {
        boolean isApp = instance.model() == DeviceModel.APP;
        int to = isApp
                ? 5 * (1 + (int) (seed.fraction("users") * 6))
                : instance.model().megabitsMin()
                        + (int) (seed.fraction("megabits") * (instance.model().megabitsMax() + 5));
        String action = (to > now.amount()) ^ (seed.fraction("wrong way") < 0.05)
                ? "UpgradeSmartAccessGateway"
                : "DowngradeSmartAccessGateway";
        boolean isPaid = seed.fraction("paid") < 0.7;
        return ApiCall.of(
                action,
                state -> isPaid ? state.withAmount(to) : state,
                "RegionId",
                blueprint.regionId(),
                "SmartAGId",
                instance.id(),
                "AutoPay",
                Boolean.toString(isPaid),
                isApp ? "UserCount" : "BandWidthSpec",
                Integer.toString(to),
                "DataPlan",
                "5");
    }

    private ApiCall<InstanceState> acceleration(InstanceState now, Seed seed) {
        List<Blueprint.Plan> plans = blueprint.plans();
        String planId = plans.get((int) (seed.fraction("plan") * plans.size())).id();
        int megabits = 1 + (int) (seed.fraction("peak") * 25);
        boolean isAsExpected = seed.fraction("as expected") < 0.9;
        if (now.acceleration().isPresent() == isAsExpected) {
            String held = now.acceleration().map(Acceleration::planId).orElse(planId);
            return seed.fraction("end") < 0.5
                    ? ApiCall.of(
                            "DissociateSmartAGFromApplicationBandwidthPackage",
                            state -> state.withAcceleration(Optional.empty()),
                            "RegionId",
                            blueprint.regionId(),
                            "ApplicationBandwidthPackageId",
                            held,
                            "SmartAGId",
                            instance.id())
                    : ApiCall.of(
                            "UpdateSmartAGAccelerateConfig",
                            state -> state.withAcceleration(
                                    state.acceleration().map(kept -> new Acceleration(kept.planId(), megabits))),
                            "RegionId",
                            blueprint.regionId(),
                            "SmartAGId",
                            instance.id(),
                            "Bandwidth",
                            Integer.toString(megabits));
        }
        return ApiCall.of(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                state -> state.withAcceleration(Optional.of(new Acceleration(planId, megabits))),
                "RegionId",
                blueprint.regionId(),
                "ApplicationBandwidthPackageId",
                planId,
                "AssociateConfigs.1.SmartAGId",
                instance.id(),
                "AssociateConfigs.1.Bandwidth",
                Integer.toString(megabits));
    }
}
