package dev.sagfleet.controller.inventory;

import java.util.List;
import java.util.Optional;

/** The Cloud Connect Networks that there are. */
public interface CcnRepository {
    Optional<Ccn> find(String id);

    /** All CCNs of a region, in the order of their ids. */
    List<Ccn> in(String regionId);

    /** The same in a transaction. */
    interface Writable extends CcnRepository {
        /** Adds a CCN, or replaces the one that has its id. */
        void save(Ccn ccn);
    }
}
