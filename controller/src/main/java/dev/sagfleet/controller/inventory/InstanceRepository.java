package dev.sagfleet.controller.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The instances that there are. */
public interface InstanceRepository {
    Optional<Instance> find(String id);

    /** The instances that a query asks for, in the order in which they were created. */
    Page<Instance> find(InstanceQuery query);

    /** The instances that are associated with a plan, in the order in which they were created. */
    List<Instance> associatedWith(String planId);

    /**
     * An instance that must be there, in whichever region.
     *
     * @param otherwise what the operation answers if it is not
     * @throws RejectedException if there is no such instance
     */
    default Instance require(String id, Rejection otherwise) {
        return find(id).orElseThrow(() -> otherwise.because("no instance " + id));
    }

    /** Likewise in a region; in another one it counts as none. */
    default Instance require(String regionId, String id, Rejection otherwise) {
        return find(id).filter(instance -> instance.regionId().equals(regionId))
                .orElseThrow(() -> otherwise.because("no instance " + id + " in " + regionId));
    }

    /** The same in a transaction. */
    interface Writable extends InstanceRepository {
        /** Adds an instance, or replaces the one that has its id. */
        void save(Instance instance);

        /**
         * Adds those whose ids are new, and leaves the others as they are.
         *
         * @return the ids that are new
         */
        Set<String> addNew(Collection<Instance> instances);
    }
}
