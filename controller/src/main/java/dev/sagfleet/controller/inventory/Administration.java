package dev.sagfleet.controller.inventory;

import java.util.Optional;

/** The states that money and people bring about in the real cloud and that a test sets here. */
public final class Administration {
    /** Makes a payment of the instance overdue, or no longer so. */
    public static Instance setArrears(Transaction transaction, String instanceId, boolean inArrears) {
        return save(transaction, find(transaction, instanceId).withArrears(inArrears));
    }

    /** Binds the instance to a CCN, or to none. */
    public static Instance bindCcn(Transaction transaction, String instanceId, Optional<String> ccnId) {
        Instance instance = find(transaction, instanceId);
        Optional<Ccn> found = ccnId.flatMap(transaction.ccns()::find)
                .filter(ccn -> ccn.regionId().equals(instance.regionId()));
        if (ccnId.isPresent() && found.isEmpty()) {
            throw Rejection.CCN_NOT_FOUND.because("no CCN " + ccnId.get() + " in " + instance.regionId());
        }
        return save(transaction, instance.withCcn(ccnId));
    }

    /** Locks a plan for this reason, or unlocks it. */
    public static Plan lockPlan(Transaction transaction, String planId, Optional<String> reason) {
        Plan plan = transaction
                .plans()
                .find(planId)
                .orElseThrow(() -> Rejection.PLAN_NOT_FOUND.because("no plan " + planId))
                .withLock(reason);
        transaction.plans().save(plan);
        return plan;
    }

    private static Instance find(Transaction transaction, String instanceId) {
        return transaction
                .instances()
                .find(instanceId)
                .orElseThrow(() -> Rejection.INSTANCE_NOT_FOUND.because("no instance " + instanceId));
    }

    private static Instance save(Transaction transaction, Instance instance) {
        transaction.instances().save(instance);
        return instance;
    }

    private Administration() {}
}
