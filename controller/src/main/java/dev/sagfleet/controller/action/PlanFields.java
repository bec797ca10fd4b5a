package dev.sagfleet.controller.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.rpc.Parameters;

/** The fields of a plan, as the API spells them. */
public final class PlanFields {
    /** The only type that is sold. */
    public static final String TYPE = "CN2Standard";

    /** Plans are paid in advance. */
    public static final String PAY_TYPE = "PrePay";

    /** Plans are sold up to so many Mbit/s. Source: CreateApplicationBandwidthPackage, Bandwidth. */
    public static final int MEGABITS_MAX = 10_000;

    public static String businessStatus(Plan plan) {
        return plan.isNormal() ? "Normal" : "Abnormal";
    }

    public static void putLock(ObjectNode fields, String reason) {
        fields.put("LockReason", reason);
        fields.put("LockType", "FinancialLocked");
    }

    public static void put(Plan plan, ObjectNode fields) {
        fields.put("ApplicationBandwidthPackageId", plan.id());
        fields.put("ApplicationBandwidthPackageName", plan.name());
        fields.put("ApplicationBandwidthPackageType", TYPE);
        fields.put("ApplicationBandwidthPackageStatus", "Effected");
        fields.put("ApplicationBandwidthPackageBussinessStatus", businessStatus(plan));
        fields.putObject("ApplicationBandwidthPackageBillingConfig")
                .put("Bandwidth", plan.megabits())
                .put("PayType", PAY_TYPE);
        var locks = fields.putArray("ApplicationBandwidthPackageOperationLocks");
        plan.lockReason().ifPresent(reason -> putLock(locks.addObject(), reason));
        fields.put("RegionId", plan.regionId());
        fields.put("ResourceGroupId", ResourceGroup.ID);
        fields.put("CreateTime", Long.toString(plan.createdMillis()));
    }

    /** The bandwidth that a parameter of this name has, in Mbit/s: as much as a plan can have. */
    public static int megabits(Parameters parameters, String name) {
        return (int) parameters.requiredLong(name, 1, MEGABITS_MAX);
    }

    private PlanFields() {}
}
