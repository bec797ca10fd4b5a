package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fault.BadImage;
import dev.sagfleet.simulator.fault.Cohort;
import dev.sagfleet.simulator.fault.UpgradeFaults;
import dev.sagfleet.simulator.time.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A whole fleet before it is built: what a fleet file and a seed make of each instance and device.
 *
 * <p>The same file and seed give the same fleet every time, with the same ids, serial numbers, keys and
 * versions. An identity comes from the seed, the position of the group in the file and the index in the
 * group, so a group that grows and a group that is added at the end change nobody else's. Immutable.
 */
public final class Blueprint {
    private static final int CCN_ID_LENGTH = 16;
    private static final int PLAN_ID_LENGTH = 14;

    private final String regionId;
    private final Ccn ccn;
    private final List<Plan> plans;
    /** Absent if they were not drawn, but are known. */
    private final Optional<InstanceList> drawn;

    private final List<InstanceBlueprint> instances;
    private final int deviceCount;
    private final DelayTable delays;
    private final List<GroupBlueprint> groups;
    private final UpgradeFaults faults;

    /** The network that all instances are bound to. Its id is {@code ccn-} and 16 letters and digits. */
    public record Ccn(String id, String name) {}

    /** A plan to buy. Its id is {@code abwp-} and 14 letters and digits. */
    public record Plan(String id, String name, Bandwidth bandwidth) {}

    private Blueprint(FleetFile file, Seed seed, List<GroupBlueprint> groups) {
        regionId = file.regionId();
        ccn = new Ccn("ccn-" + Alphanumerics.of(seed, "ccn", CCN_ID_LENGTH), file.ccnName());
        plans = IntStream.range(0, file.plans().size())
                .mapToObj(index -> plan(file.plans().get(index), seed.at("plan").at(index)))
                .toList();
        var list = new InstanceList(groups);
        drawn = Optional.of(list);
        instances = list;
        deviceCount = file.deviceCount();
        delays = file.delays();
        this.groups = groups;
        faults = file.faults().of(this);
    }

    private Blueprint(String regionId, List<InstanceBlueprint> instances) {
        this.regionId = regionId;
        ccn = new Ccn("ccn-known", "known");
        plans = List.of();
        drawn = Optional.empty();
        this.instances = List.copyOf(instances);
        deviceCount = instances.stream()
                .mapToInt(instance -> instance.devices().size())
                .sum();
        delays = DelayTable.NONE;
        groups = List.of();
        faults = UpgradeFaults.NONE;
    }

    /**
     * A fleet that is known device by device. It has no plans, and nothing goes wrong with its upgrades.
     *
     * @param regionId of a network for all of its instances; the places of its devices say their own
     */
    static Blueprint known(String regionId, List<InstanceBlueprint> instances) {
        return new Blueprint(regionId, instances);
    }

    /**
     * The fleet of a file and a seed.
     *
     * @throws DocumentException if the file names a site, region or batch that it has not
     * @throws IllegalArgumentException if the seed gives two devices one serial number, which for a million
     *     devices has a chance of 1 in 37 million
     */
    public static Blueprint of(FleetFile file, long seed) {
        Seed root = new Seed(seed).at("fleet");
        Map<DeviceModel, Integer> groupsOfModel = new EnumMap<>(DeviceModel.class);
        List<GroupBlueprint> groups = new ArrayList<>();
        for (InstanceGroup group : file.groups()) {
            int ordinal = groupsOfModel.merge(group.model(), 1, Integer::sum);
            Seed groupSeed = root.at("group").at(groups.size());
            groups.add(new GroupBlueprint(group, name(group.model(), ordinal), groupSeed, file.regionId()));
        }
        requireDistinct(serialBits(groups, file.deviceCount()), seed);
        return new Blueprint(file, root, groups);
    }

    private Blueprint(Blueprint other, List<InstanceBlueprint> instances, UpgradeFaults faults) {
        regionId = other.regionId;
        ccn = other.ccn;
        plans = other.plans;
        drawn = other.drawn;
        this.instances = instances;
        deviceCount = other.deviceCount;
        delays = other.delays;
        groups = other.groups;
        this.faults = faults;
    }

    /**
     * The same fleet with serial numbers and keys that somebody else has issued.
     *
     * @param identities of all devices, in their order in {@link #instances}
     * @throws IllegalArgumentException if there are more or fewer
     * @throws IllegalStateException if its devices are known, and have theirs
     */
    public Blueprint withIdentities(List<IssuedIdentity> identities) {
        InstanceList unnamed = drawn.orElseThrow(() -> new IllegalStateException("the devices have their identities"));
        if (identities.size() != deviceCount) {
            throw new IllegalArgumentException(
                    identities.size() + " devices (expected: " + deviceCount + ", as many as the fleet has)");
        }
        return new Blueprint(this, new IssuedInstanceList(unnamed, identities), faults);
    }

    /** The same fleet with all instances made once, for whoever builds several things of one process from them. */
    public Blueprint drawnOnce() {
        return new Blueprint(this, List.copyOf(instances), faults);
    }

    public String regionId() {
        return regionId;
    }

    public Ccn ccn() {
        return ccn;
    }

    public List<Plan> plans() {
        return plans;
    }

    /**
     * The instances in the order of the file. The list makes an instance anew, and an equal one, each time
     * it is asked for it, so that a large fleet needs no memory for those that nobody holds.
     */
    public List<InstanceBlueprint> instances() {
        return instances;
    }

    /** Boxes and app clients of all instances. */
    public int deviceCount() {
        return deviceCount;
    }

    /** How long its devices take where that is settled for this fleet, whatever it runs under. */
    public DelayTable delays() {
        return delays;
    }

    /** What goes wrong with upgrades of its devices, where nothing else is said for the run. */
    public UpgradeFaults faults() {
        return faults;
    }

    /**
     * The same fleet with something else going wrong with upgrades.
     *
     * @throws DocumentException if the file names a site, region or batch that it has not
     */
    public Blueprint with(UpgradeFaultsFile file) {
        return new Blueprint(this, instances, file.of(this));
    }

    /** The same fleet with more images that are bad on some of its devices. */
    public Blueprint with(List<BadImage> images) {
        return new Blueprint(this, instances, faults.with(images));
    }

    /** Whether devices of it may be in a cohort. */
    boolean has(Cohort cohort) {
        return drawn.isPresent()
                ? groups.stream().anyMatch(group -> group.has(cohort))
                : instances.stream()
                        .flatMap(instance -> instance.devices().stream())
                        .anyMatch(device -> cohort.has(device.place()));
    }

    /** The second group of a model is marked with a 2, so that its names do not depend on the first one's size. */
    private static String name(DeviceModel model, int ordinal) {
        String name = model == DeviceModel.APP ? "app" : model.apiName();
        return ordinal == 1 ? name : name + '-' + ordinal;
    }

    private static Plan plan(FleetFile.Plan plan, Seed seed) {
        return new Plan("abwp-" + Alphanumerics.of(seed, "id", PLAN_ID_LENGTH), plan.name(), plan.bandwidth());
    }

    private static long[] serialBits(List<GroupBlueprint> groups, int devices) {
        long[] bits = new long[devices];
        int next = 0;
        for (GroupBlueprint group : groups) {
            for (int instance = 0; instance < group.group().count(); instance++) {
                for (int device = 0; device < group.group().devicesPerInstance(); device++) {
                    bits[next++] = group.serialBits(instance, device);
                }
            }
        }
        return bits;
    }

    /**
     * Ids of instances need no check of their own: an instance whose seed is another's has a device whose
     * serial number is.
     */
    static void requireDistinct(long[] serialBits, long seed) {
        Arrays.sort(serialBits);
        for (int i = 1; i < serialBits.length; i++) {
            if (serialBits[i] == serialBits[i - 1]) {
                throw new IllegalArgumentException(
                        "seed: " + seed + " (expected: another one; with this, two devices have one serial number)");
            }
        }
    }
}
