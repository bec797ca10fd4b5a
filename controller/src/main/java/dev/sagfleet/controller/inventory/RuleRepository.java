package dev.sagfleet.controller.inventory;

import java.util.List;
import java.util.Optional;

/** The acceleration rules of the plans. */
public interface RuleRepository {
    Optional<AccelerationRule> find(String id);

    /** All rules of a plan, in the order in which they were created: that of their numbers. */
    List<AccelerationRule> of(String planId);

    /** The same in a transaction. */
    interface Writable extends RuleRepository {
        /** Adds a rule, or replaces the one that has its id. */
        void save(AccelerationRule rule);

        /** A number after those of all rules that there ever were. */
        long nextNumber();
    }
}
