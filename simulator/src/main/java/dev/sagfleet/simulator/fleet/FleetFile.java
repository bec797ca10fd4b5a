package dev.sagfleet.simulator.fleet;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.YamlDocument;
import dev.sagfleet.controller.inventory.Region;
import dev.sagfleet.simulator.delay.DelayTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fleet file says: the region, its network, its plans, the groups of instances, and how long its
 * devices take.
 *
 * @param regionId one of {@link #REGION_IDS}
 * @param ccnName name of the cloud connect network that all instances are bound to
 * @param plans application acceleration plans to buy; may be none
 * @param groups may be none; at most {@value #DEVICES_MAX} devices in all
 * @param delays that are this fleet's own; what they do not name is up to the run
 * @param faults of upgrades of its devices, unless something else is said for the run
 */
public record FleetFile(
        String regionId,
        String ccnName,
        List<Plan> plans,
        List<InstanceGroup> groups,
        DelayTable delays,
        UpgradeFaultsFile faults) {
    /** The regions that have an endpoint of the SAG OpenAPI. */
    public static final List<String> REGION_IDS = Region.ids();

    public static final int DEVICES_MAX = 1_000_000;

    public static final String DEFAULT_REGION_ID = "cn-shanghai";
    public static final String DEFAULT_CCN_NAME = "branch-offices";

    private static final String WHAT = "fleet file";
    private static final String EXPECTED = "a mapping with instances";

    /** A plan to buy, with the bandwidth that it can give to each instance. */
    public record Plan(String name, Bandwidth bandwidth) {
        public Plan {
            requireNonNull(name, "name");
            requireNonNull(bandwidth, "bandwidth");
        }
    }

    public FleetFile {
        requireNonNull(ccnName, "ccnName");
        requireNonNull(delays, "delays");
        requireNonNull(faults, "faults");
        plans = List.copyOf(plans);
        groups = List.copyOf(groups);
        if (!REGION_IDS.contains(regionId)) {
            throw new IllegalArgumentException("regionId: " + regionId + " (expected: one of " + REGION_IDS + ')');
        }
        long devices = groups.stream().mapToLong(InstanceGroup::deviceCount).sum();
        if (devices > DEVICES_MAX) {
            throw new IllegalArgumentException(
                    "groups: " + devices + " devices (expected: at most " + DEVICES_MAX + ')');
        }
    }

    /** One on whose devices all upgrades go well. */
    public FleetFile(String regionId, String ccnName, List<Plan> plans, List<InstanceGroup> groups, DelayTable delays) {
        this(regionId, ccnName, plans, groups, delays, UpgradeFaultsFile.NONE);
    }

    /**
     * Reads a YAML file of UTF-8 text.
     *
     * @throws DocumentException if the file is not a fleet file; its messages name the path as given
     * @throws IOException if the file cannot be read
     */
    public static FleetFile read(Path path) throws IOException {
        return FleetFileReader.read(YamlDocument.read(path, WHAT, EXPECTED));
    }

    /**
     * Reads YAML text.
     *
     * @param name what messages call the text, as a file name
     * @throws DocumentException if the text is not a fleet file
     */
    public static FleetFile parse(String name, String text) {
        return FleetFileReader.read(YamlDocument.parse(name, text, WHAT, EXPECTED));
    }

    /** Boxes and app clients in all. */
    public int deviceCount() {
        return Math.toIntExact(
                groups.stream().mapToLong(InstanceGroup::deviceCount).sum());
    }

    /**
     * The same fleet with about so many devices: each group has its share of them, and one instance at least.
     *
     * @param devices 1 to {@value #DEVICES_MAX}
     * @throws IllegalArgumentException if there are no groups, or it would be more devices than a fleet can have
     */
    public FleetFile scaledTo(int devices) {
        int now = deviceCount();
        if (devices < 1 || devices > DEVICES_MAX || now == 0) {
            throw new IllegalArgumentException(
                    devices + " devices of " + now + " (expected: 1 to " + DEVICES_MAX + " of a fleet that has some)");
        }
        List<InstanceGroup> scaled = new ArrayList<>();
        long passed = 0;
        long given = 0;
        for (InstanceGroup group : groups) {
            // What one group loses by rounding the next one gets.
            passed += group.deviceCount();
            long due = passed * devices / now - given;
            int count = (int) Math.max(1, Math.round((double) due / group.devicesPerInstance()));
            scaled.add(group.withCount(count));
            given += (long) count * group.devicesPerInstance();
        }
        return new FleetFile(regionId, ccnName, plans, scaled, delays, faults);
    }
}
