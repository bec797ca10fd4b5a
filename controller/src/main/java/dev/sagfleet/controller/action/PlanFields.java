package dev.sagfleet.controller.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.inventory.Plan;

/** The fields of a plan, as the API spells them. */
final class PlanFields {
    static String businessStatus(Plan plan) {
        return plan.isNormal() ? "Normal" : "Abnormal";
    }

    static void putLock(ObjectNode fields, String reason) {
        fields.put("LockReason", reason);
        fields.put("LockType", "FinancialLocked");
    }

    static void put(Plan plan, ObjectNode fields) {
        fields.put("ApplicationBandwidthPackageId", plan.id());
        fields.put("ApplicationBandwidthPackageName", plan.name());
        fields.put("ApplicationBandwidthPackageType", "CN2Standard");
        fields.put("ApplicationBandwidthPackageStatus", "Effected");
        fields.put("ApplicationBandwidthPackageBussinessStatus", businessStatus(plan));
        fields.putObject("ApplicationBandwidthPackageBillingConfig")
                .put("Bandwidth", plan.megabits())
                .put("PayType", "PrePay");
        var locks = fields.putArray("ApplicationBandwidthPackageOperationLocks");
        plan.lockReason().ifPresent(reason -> putLock(locks.addObject(), reason));
        fields.put("RegionId", plan.regionId());
        fields.put("ResourceGroupId", InstanceFields.RESOURCE_GROUP);
        fields.put("CreateTime", Long.toString(plan.createdMillis()));
    }

    private PlanFields() {}
}
