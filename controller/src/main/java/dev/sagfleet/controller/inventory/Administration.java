package dev.sagfleet.controller.inventory;

import java.util.Optional;

/** The states that money and people bring about in the real cloud and that a test sets here. */
public final class Administration {
    /** Makes a payment of the instance overdue, or no longer so. */
    public static Instance setArrears(Transaction transaction, String instanceId, boolean inArrears) {
        return save(
                transaction,
                transaction
                        .instances()
                        .require(instanceId, Rejection.INSTANCE_NOT_FOUND)
                        .withArrears(inArrears));
    }

    /** Binds the instance to a CCN, or to none. */
    public static Instance bindCcn(Transaction transaction, String instanceId, Optional<String> ccnId) {
        Instance instance = transaction.instances().require(instanceId, Rejection.INSTANCE_NOT_FOUND);
        Optional<Ccn> found = ccnId.flatMap(transaction.ccns()::find)
                .filter(ccn -> ccn.regionId().equals(instance.regionId()));
        if (ccnId.isPresent() && found.isEmpty()) {
            throw Rejection.CCN_NOT_FOUND.because("no CCN " + ccnId.get() + " in " + instance.regionId());
        }
        return save(transaction, instance.withCcn(ccnId));
    }

    /** Locks a plan for this reason, or unlocks it. */
    public static Plan lockPlan(Transaction transaction, String planId, Optional<String> reason) {
        Plan plan = transaction.plans().require(planId).withLock(reason);
        transaction.plans().save(plan);
        return plan;
    }

    private static Instance save(Transaction transaction, Instance instance) {
        transaction.instances().save(instance);
        return instance;
    }

    private Administration() {}
}
