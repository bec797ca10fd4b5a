package dev.sagfleet.controller.inventory;

import java.util.Optional;

/**
 * The rules of buying plans for application acceleration, and of making them larger.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/smart-access-gateway">SAG OpenAPI,
 *     CreateApplicationBandwidthPackage and UpdateApplicationBandwidthPackageBillingConfig</a>
 */
public final class Plans {
    /** The number in an id has 14 digits, as many as real ids have letters: this much is added to the count. */
    static final long NUMBER_BASE = 20_337_000_000_000L;

    /** Buys a plan, which is paid at once. */
    public static Plan create(Transaction transaction, String regionId, String name, int megabits, long nowMillis) {
        Plan plan = new Plan(
                "abwp-" + (NUMBER_BASE + transaction.plans().nextNumber()),
                regionId,
                name,
                megabits,
                Optional.empty(),
                nowMillis);
        transaction.plans().save(plan);
        return plan;
    }

    /**
     * Makes a plan larger, at once.
     *
     * @throws RejectedException if there is no such plan in the region, it is locked, or it would not grow
     */
    public static Plan upgrade(Transaction transaction, String regionId, String planId, int megabits) {
        Plan plan = findNormal(transaction, regionId, planId);
        if (megabits <= plan.megabits()) {
            throw Rejection.PLAN_BANDWIDTH.because(
                    "found " + megabits + " Mbit/s, required more than the plan's " + plan.megabits() + " Mbit/s");
        }
        Plan upgraded = plan.withMegabits(megabits);
        transaction.plans().save(upgraded);
        return upgraded;
    }

    /** A plan that may be used for something more: one that is not locked. */
    static Plan findNormal(Reading reading, String regionId, String planId) {
        return requireNormal(reading.plans().require(regionId, planId));
    }

    static Plan requireNormal(Plan plan) {
        if (!plan.isNormal()) {
            throw Rejection.PLAN_STATUS.because(
                    "found Abnormal (" + plan.lockReason().orElse("") + "), required Normal");
        }
        return plan;
    }

    private Plans() {}
}
