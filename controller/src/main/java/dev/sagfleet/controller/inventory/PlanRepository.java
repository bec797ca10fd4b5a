package dev.sagfleet.controller.inventory;

import java.util.List;
import java.util.Optional;

/** The bandwidth plans that were bought. */
public interface PlanRepository {
    Optional<Plan> find(String id);

    /** All plans of a region, in the order in which they were created. */
    List<Plan> in(String regionId);

    /**
     * A plan that must be there, in whichever region.
     *
     * @throws RejectedException if there is no such plan
     */
    default Plan require(String id) {
        return find(id).orElseThrow(() -> Rejection.PLAN_NOT_FOUND.because("no plan " + id));
    }

    /** Likewise in a region; in another one it counts as none. */
    default Plan require(String regionId, String id) {
        return find(id).filter(plan -> plan.regionId().equals(regionId))
                .orElseThrow(() -> Rejection.PLAN_NOT_FOUND.because("no plan " + id + " in " + regionId));
    }

    /** The same in a transaction. */
    interface Writable extends PlanRepository {
        /** Adds a plan, or replaces the one that has its id. */
        void save(Plan plan);

        /** A number that no plan has had. */
        long nextNumber();
    }
}
