package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.DeviceAspect;

/**
 * What a store in memory keeps: all tables of the inventory. It outlives the store as a disk outlives a process, so
 * that another one can go on with it after a crash. Belongs to the loop of the one store that uses it.
 *
 * <p>Between two tasks of that loop it holds what was committed and nothing else.
 */
public final class MemoryContent {
    private final UndoLog undo = new UndoLog();
    private final Counter incarnations = new Counter(undo);
    private final MemoryCcns ccns = new MemoryCcns(undo);
    private final MemoryPlans plans = new MemoryPlans(undo);
    private final MemoryRules rules = new MemoryRules(undo);
    private final MemoryPolicies policies = new MemoryPolicies(undo);
    private final MemoryDevices devices = new MemoryDevices(undo, policies);
    private final MemoryAspects aspects = new MemoryAspects(undo);
    private final MemoryInstances instances = new MemoryInstances(undo, devices, ccns);
    private final MemoryOrders orders = new MemoryOrders(undo);
    private final MemoryTokens tokens = new MemoryTokens(undo);
    private final MemoryImages images = new MemoryImages(undo);
    private final MemoryJobs jobs = new MemoryJobs(undo);
    private final MemoryRollouts rollouts = new MemoryRollouts(undo);
    private final MemorySettings settings = new MemorySettings(undo);

    /** What takes the change back that is being made. */
    UndoLog undo() {
        return undo;
    }

    /** Starts of a controller on this content. */
    Counter incarnations() {
        return incarnations;
    }

    MemoryCcns ccns() {
        return ccns;
    }

    MemoryPlans plans() {
        return plans;
    }

    MemoryRules rules() {
        return rules;
    }

    MemoryDevices devices() {
        return devices;
    }

    MemoryAspects aspects() {
        return aspects;
    }

    MemoryInstances instances() {
        return instances;
    }

    MemoryOrders orders() {
        return orders;
    }

    MemoryTokens tokens() {
        return tokens;
    }

    MemorySettings settings() {
        return settings;
    }

    MemoryImages images() {
        return images;
    }

    MemoryJobs jobs() {
        return jobs;
    }

    MemoryRollouts rollouts() {
        return rollouts;
    }

    MemoryPolicies policies() {
        return policies;
    }

    /** How many steps of a change could be taken back; none between two changes. */
    public int undoCount() {
        return undo.size();
    }

    /** Empties all tables; what numbers count goes on. */
    void removeAll() {
        devices.clear(highestRevision());
        aspects.clear();
        instances.clear();
        ccns.clear();
        plans.clear();
        rules.clear();
        orders.clear();
        tokens.clear();
        settings.clear();
        images.clear();
        jobs.clear();
        policies.clear();
        rollouts.clear();
    }

    private long highestRevision() {
        long highest = 0;
        for (var ofDevice : aspects.all()) {
            for (DeviceAspect aspect : ofDevice) {
                highest = Math.max(highest, aspect.desired().revision().number());
            }
        }
        return highest;
    }
}
