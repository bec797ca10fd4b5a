package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.simulator.fleet.Blueprint;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Stands before the store of a world and looks at all rows after each change, before it is acknowledged. A world has few
 * of them.
 */
final class StoreAudit {
    private final InstanceAudit instances;
    private final AspectAudit aspects;
    private final PlanAudit plans;
    private final JobAudit jobs;
    private final RolloutAudit rollouts;

    /** @param hasKept whether a device has ever run an image that it keeps */
    StoreAudit(Blueprint blueprint, BiPredicate<SerialNumber, Digest> hasKept, Story story) {
        instances = new InstanceAudit(blueprint, story);
        aspects = new AspectAudit(blueprint, story);
        plans = new PlanAudit(blueprint, story);
        jobs = new JobAudit(blueprint, story);
        rollouts = new RolloutAudit(jobs, hasKept, story);
    }

    InstanceAudit instances() {
        return instances;
    }

    AspectAudit aspects() {
        return aspects;
    }

    PlanAudit plans() {
        return plans;
    }

    JobAudit jobs() {
        return jobs;
    }

    RolloutAudit rollouts() {
        return rollouts;
    }

    /** The store with this before it. */
    Store watching(Store store) {
        return new Store() {
            @Override
            public <T> CompletionStage<T> write(Change<T> change, Consumer<T> committed) {
                return store.write(
                        transaction -> {
                            T outcome = change.makeIn(transaction);
                            look(transaction);
                            return outcome;
                        },
                        committed);
            }

            @Override
            public <T> CompletionStage<T> read(Query<T> query) {
                return store.read(query);
            }

            @Override
            public CompletionStage<Long> startIncarnation() {
                return store.startIncarnation();
            }
        };
    }

    private void look(Transaction transaction) {
        instances.look(transaction);
        aspects.look(transaction);
        plans.look(transaction);
        rollouts.look(transaction);
        jobs.look(transaction);
    }
}
