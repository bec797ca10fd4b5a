package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.Registration;
import dev.sagfleet.controller.inventory.Site;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Registers a fleet with a controller. What the controller knows already stays as it is. */
final class Provisioning {
    private static final int SITES_A_CHANGE = 500;
    private static final long PERIOD_MILLIS = Duration.ofDays(365).toMillis();

    /** Users of an app are sold in fives. */
    private static final int USERS_STEP = 5;

    /**
     * Registers all instances with their devices, bound to the one CCN, with a change for some at a time: a fleet
     * may be large.
     *
     * @param nowMillis when the fleet was bought; its instances a millisecond after one another, so that
     *     lists show them in the order of the fleet file
     * @return how many devices were not known
     */
    static long register(Store store, Blueprint blueprint, long nowMillis) {
        long before = write(store, transaction -> {
            registerNetworks(transaction, blueprint, nowMillis);
            return transaction.devices().count();
        });
        List<InstanceBlueprint> instances = blueprint.instances();
        for (int i = 0; i < instances.size(); i += SITES_A_CHANGE) {
            int from = i;
            int to = Math.min(from + SITES_A_CHANGE, instances.size());
            write(store, transaction -> {
                registerSites(transaction, blueprint, from, to, nowMillis);
                return to;
            });
        }
        return write(store, transaction -> transaction.devices().count()) - before;
    }

    /** Registers them all in one transaction. */
    static void registerIn(Transaction transaction, Blueprint blueprint, long nowMillis) {
        registerNetworks(transaction, blueprint, nowMillis);
        int instances = blueprint.instances().size();
        for (int from = 0; from < instances; from += SITES_A_CHANGE) {
            registerSites(transaction, blueprint, from, Math.min(from + SITES_A_CHANGE, instances), nowMillis);
        }
    }

    private static void registerNetworks(Transaction transaction, Blueprint blueprint, long nowMillis) {
        String regionId = blueprint.regionId();
        Ccn ccn = new Ccn(blueprint.ccn().id(), regionId, blueprint.ccn().name());
        List<Plan> plans = IntStream.range(0, blueprint.plans().size())
                .mapToObj(index -> plan(blueprint.plans().get(index), regionId, nowMillis + index))
                .toList();
        Registration.registerNetworks(transaction, List.of(ccn), plans);
    }

    private static void registerSites(Transaction transaction, Blueprint blueprint, int from, int to, long nowMillis) {
        List<Site> sites = IntStream.range(from, to)
                .mapToObj(index -> site(
                        blueprint.instances().get(index),
                        blueprint.regionId(),
                        blueprint.ccn().id(),
                        nowMillis + index))
                .toList();
        Registration.registerSites(transaction, sites);
    }

    private static <T> T write(Store store, Store.Change<T> change) {
        return store.write(change).toCompletableFuture().join();
    }

    private static Plan plan(Blueprint.Plan plan, String regionId, long createdMillis) {
        int megabits = Math.toIntExact(plan.bandwidth().kilobitsPerSecond() / 1000);
        return new Plan(plan.id(), regionId, plan.name(), megabits, Optional.empty(), createdMillis);
    }

    private static Site site(InstanceBlueprint instance, String regionId, String ccnId, long createdMillis) {
        boolean app = instance.model() == DeviceModel.APP;
        int megabits = app ? 0 : Math.toIntExact(instance.bandwidth().kilobitsPerSecond() / 1000);
        int users = (instance.userCount() + USERS_STEP - 1) / USERS_STEP * USERS_STEP;
        return new Site(
                new Instance(
                        instance.id(),
                        regionId,
                        instance.name(),
                        instance.model(),
                        instance.haType(),
                        megabits,
                        users,
                        Optional.of(ccnId),
                        false,
                        Optional.empty(),
                        createdMillis,
                        createdMillis + PERIOD_MILLIS),
                instance.devices().stream()
                        .map(device -> device(instance.id(), device))
                        .toList());
    }

    private static Device device(String instanceId, DeviceBlueprint device) {
        return new Device(
                device.serial(),
                instanceId,
                device.model(),
                device.userName(),
                device.userName().map(user -> device.bandwidth()),
                device.key(),
                device.role(),
                Presence.NEVER_SEEN);
    }

    private Provisioning() {}
}
