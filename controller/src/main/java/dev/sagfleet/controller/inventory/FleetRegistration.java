package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of registering many instances with their devices at once: all of them or none. What is known
 * already stays as it is, if it is the same in all that cannot have changed since: not a bandwidth, not
 * the CCN, and not a place.
 */
public final class FleetRegistration {
    private static final int PAIR = 2;

    private final Transaction transaction;
    private final Set<SerialNumber> drawnKeys;
    private final Set<SerialNumber> serials = new LinkedHashSet<>();
    private final Set<String> instanceIds = new LinkedHashSet<>();

    private FleetRegistration(Transaction transaction, Set<SerialNumber> drawnKeys) {
        this.transaction = transaction;
        this.drawnKeys = drawnKeys;
    }

    /**
     * What came of a registration.
     *
     * @param devices as they are registered, in the order of the request
     * @param added how many of them were not known before
     */
    public record Registered(List<Device> devices, int added) {}

    /**
     * Registers all that is not known yet.
     *
     * @param drawnKeys the devices whose keys are made up for the case that they are new, and not compared
     * @throws RejectedException that names the first thing that contradicts what is registered, or another
     *     part of the request
     */
    public static Registered register(
            Transaction transaction, List<Ccn> ccns, List<Plan> plans, List<Site> sites, Set<SerialNumber> drawnKeys) {
        return new FleetRegistration(transaction, drawnKeys).register(ccns, plans, sites);
    }

    private Registered register(List<Ccn> ccns, List<Plan> plans, List<Site> wanted) {
        for (Ccn ccn : ccns) {
            transaction
                    .ccns()
                    .find(ccn.id())
                    .ifPresent(known -> requireSame("ccn " + ccn.id() + ": region", ccn.regionId(), known.regionId()));
        }
        for (Plan plan : plans) {
            transaction
                    .plans()
                    .find(plan.id())
                    .ifPresent(
                            known -> requireSame("plan " + plan.id() + ": region", plan.regionId(), known.regionId()));
        }
        Registration.registerNetworks(transaction, ccns, plans);
        List<Site> missing = wanted.stream().map(this::admit).toList();
        Registration.registerSites(transaction, missing);
        List<Device> devices = wanted.stream()
                .flatMap(site -> site.devices().stream())
                .map(device -> transaction.devices().find(device.serial()).orElseThrow())
                .toList();
        return new Registered(
                devices,
                missing.stream().mapToInt(site -> site.devices().size()).sum());
    }

    /** The site with the devices that are not known yet, once nothing about it is a contradiction. */
    private Site admit(Site site) {
        Instance instance = site.instance();
        if (!instanceIds.add(instance.id())) {
            throw Rejection.INSTANCE_MISMATCH.because("instance " + instance.id() + ": found twice, required once");
        }
        transaction.instances().find(instance.id()).ifPresent(known -> requireSame(instance, known));
        instance.ccnId().ifPresent(ccnId -> requireCcn(instance, ccnId));
        List<Device> members = new ArrayList<>(transaction.devices().of(instance.id()));
        List<Device> missing = new ArrayList<>();
        for (Device device : site.devices()) {
            if (!serials.add(device.serial())) {
                throw Rejection.DEVICE_MISMATCH.because("device " + device.serial() + ": found twice, required once");
            }
            Optional<Device> known = transaction.devices().find(device.serial());
            if (known.isPresent()) {
                requireSame(device, known.get());
            } else {
                Device joining = device.withRole(role(instance, members));
                requireUserOfItsOwn(joining, members);
                members.add(joining);
                missing.add(joining);
            }
        }
        requireRoom(instance, members.size(), missing.size());
        return new Site(instance, missing);
    }

    private static HaRole role(Instance instance, List<Device> members) {
        return members.isEmpty() || !instance.haType().isPair()
                ? HaRole.ACTIVE
                : members.get(0).role().other();
    }

    private void requireCcn(Instance instance, String ccnId) {
        boolean isThere = transaction
                .ccns()
                .find(ccnId)
                .filter(ccn -> ccn.regionId().equals(instance.regionId()))
                .isPresent();
        if (!isThere) {
            throw Rejection.CCN_NOT_FOUND.because(
                    "instance " + instance.id() + ": no CCN " + ccnId + " in " + instance.regionId());
        }
    }

    private void requireRoom(Instance instance, int members, int joining) {
        int most = instance.isApp()
                ? transaction.instances().find(instance.id()).orElse(instance).userCount()
                : instance.haType().isPair() ? PAIR : 1;
        if (joining > 0 && members > most) {
            throw Rejection.INSTANCE_MISMATCH.because(
                    "instance " + instance.id() + ": found " + members + " devices, required at most " + most);
        }
    }

    private static void requireUserOfItsOwn(Device joining, List<Device> members) {
        members.stream()
                .filter(other -> joining.user().isPresent() && other.user().equals(joining.user()))
                .findFirst()
                .ifPresent(other -> {
                    throw Rejection.INSTANCE_MISMATCH.because("device " + joining.serial() + ": found the user of "
                            + other.serial() + ", required another");
                });
    }

    private static void requireSame(Instance said, Instance known) {
        String what = "instance " + said.id() + ": ";
        requireSame(what + "region", said.regionId(), known.regionId());
        requireSame(what + "model", said.model().label(), known.model().label());
        requireSame(what + "HaType", said.haType().apiName(), known.haType().apiName());
    }

    private void requireSame(Device said, Device known) {
        String what = "device " + said.serial() + ": ";
        requireSame(what + "instance", said.instanceId(), known.instanceId());
        requireSame(what + "user", said.user().orElse("none"), known.user().orElse("none"));
        if (!drawnKeys.contains(said.serial()) && !said.key().equals(known.key())) {
            throw Rejection.DEVICE_MISMATCH.because(what + "found another key, required the one that is registered");
        }
    }

    private static void requireSame(String what, String said, String known) {
        if (!said.equals(known)) {
            throw Rejection.DEVICE_MISMATCH.because(
                    what + ": found " + said + ", required " + known + " as registered");
        }
    }
}
