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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Registers a fleet with a controller. What the controller knows already stays as it is. */
final class Provisioning {
    /**
     * In one change. Their keys are random: the more there are, the more of them share a page of an index, and fewer
     * pages are written again and again.
     */
    private static final int SITES_A_CHANGE = 50_000;

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
    static long register(Store store, Blueprint blueprint, long nowMillis, RegistrationProgress progress) {
        int instances = blueprint.instances().size();
        CompletableFuture<Integer> written = store.write(transaction -> {
                    registerNetworks(transaction, blueprint, nowMillis);
                    return 0;
                })
                .toCompletableFuture();
        int registered = 0;
        long added = 0;
        for (int from = 0; from < instances; from += SITES_A_CHANGE) {
            List<Site> sites = sites(blueprint, from, nowMillis);
            // The next ones are made while these are written.
            added += written.join();
            progress.registered(registered, blueprint.deviceCount());
            written = store.write(transaction -> Registration.registerSites(transaction, sites))
                    .toCompletableFuture();
            registered += sites.stream().mapToInt(site -> site.devices().size()).sum();
        }
        added += written.join();
        progress.registered(registered, blueprint.deviceCount());
        return added;
    }

    /** Registers them all in one transaction. */
    static void registerIn(Transaction transaction, Blueprint blueprint, long nowMillis) {
        registerNetworks(transaction, blueprint, nowMillis);
        int instances = blueprint.instances().size();
        for (int from = 0; from < instances; from += SITES_A_CHANGE) {
            Registration.registerSites(transaction, sites(blueprint, from, nowMillis));
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

    private static List<Site> sites(Blueprint blueprint, int from, long nowMillis) {
        List<InstanceBlueprint> instances = blueprint.instances();
        return IntStream.range(from, Math.min(from + SITES_A_CHANGE, instances.size()))
                .mapToObj(index -> site(
                        instances.get(index),
                        blueprint.regionId(),
                        blueprint.ccn().id(),
                        nowMillis + index))
                .toList();
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
                device.told(),
                Presence.NEVER_SEEN);
    }

    private Provisioning() {}
}
