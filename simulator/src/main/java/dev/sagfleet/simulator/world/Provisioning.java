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
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.time.Duration;
import java.util.ArrayList;
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
     * Registers all instances with their devices, bound to the one CCN.
     *
     * @param nowMillis when the fleet was bought; its instances a millisecond after one another, so that
     *     lists show them in the order of the fleet file
     */
    static void register(Store store, Blueprint blueprint, long nowMillis) {
        String regionId = blueprint.regionId();
        Ccn ccn = new Ccn(blueprint.ccn().id(), regionId, blueprint.ccn().name());
        List<Plan> plans = IntStream.range(0, blueprint.plans().size())
                .mapToObj(index -> plan(blueprint.plans().get(index), regionId, nowMillis + index))
                .toList();
        write(store, transaction -> {
            Registration.registerNetworks(transaction, List.of(ccn), plans);
            return ccn;
        });
        List<Site> sites = new ArrayList<>(SITES_A_CHANGE);
        long createdMillis = nowMillis;
        for (InstanceBlueprint instance : blueprint.instances()) {
            sites.add(site(instance, regionId, ccn.id(), createdMillis++));
            if (sites.size() == SITES_A_CHANGE) {
                registerSites(store, sites);
                sites.clear();
            }
        }
        registerSites(store, sites);
    }

    private static void registerSites(Store store, List<Site> sites) {
        List<Site> some = List.copyOf(sites);
        write(store, transaction -> {
            Registration.registerSites(transaction, some);
            return some;
        });
    }

    private static <T> void write(Store store, Store.Change<T> change) {
        store.write(change).toCompletableFuture().join();
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
