package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.simulator.delay.DelayTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of a fleet file and what they may say. Refuses the first thing that it may not. */
final class FleetFileReader {
    private static final List<String> FILE_KEYS =
            List.of("region", "ccn", "plans", "instances", "delays", "firmwareFaults");
    private static final List<String> CCN_KEYS = List.of("name");
    private static final List<String> PLAN_KEYS = List.of("name", "bandwidth");
    private static final int NAME_LENGTH_MIN = 2;
    private static final int NAME_LENGTH_MAX = 100;
    private static final int PLANS_MAX = 1000;
    private static final int PLAN_MEGABITS_MAX = 10_000;
    private static final int GROUPS_MAX = 1000;

    static FleetFile read(YamlValue file) {
        YamlMapping keys = file.mapping().allowing(FILE_KEYS);
        return new FleetFile(
                keys.optional("region").map(FleetFileReader::regionId).orElse(FleetFile.DEFAULT_REGION_ID),
                keys.optional("ccn").map(FleetFileReader::ccnName).orElse(FleetFile.DEFAULT_CCN_NAME),
                keys.optional("plans").map(FleetFileReader::plans).orElse(List.of()),
                groups(keys.required("instances")),
                keys.optional("delays").map(DelaysReader::read).orElse(DelayTable.NONE),
                keys.optional("firmwareFaults").map(FleetFileReader::faults).orElse(UpgradeFaultsFile.NONE));
    }

    private static UpgradeFaultsFile faults(YamlValue faults) {
        if (faults.isMapping()) {
            return UpgradeFaultsReader.read(faults);
        }
        return faults.choice(
                text -> Optional.of(text).filter("typical"::equals).map(typical -> UpgradeFaultsFile.typical()),
                "typical, or a mapping as sag firmware faults prints it");
    }

    private static String regionId(YamlValue region) {
        return region.choice(
                text -> Optional.of(text).filter(FleetFile.REGION_IDS::contains),
                "one of " + String.join(", ", FleetFile.REGION_IDS));
    }

    private static String ccnName(YamlValue ccn) {
        return name(ccn.mapping().allowing(CCN_KEYS));
    }

    private static List<FleetFile.Plan> plans(YamlValue plans) {
        Set<String> names = new LinkedHashSet<>();
        List<FleetFile.Plan> read = new ArrayList<>();
        for (YamlValue plan : plans.items(0, PLANS_MAX)) {
            YamlMapping keys = plan.mapping().allowing(PLAN_KEYS);
            String name = name(keys);
            if (!names.add(name)) {
                throw keys.required("name").refusal("a name that no other plan has");
            }
            int megabits = keys.required("bandwidth").integer(1, PLAN_MEGABITS_MAX, "Mbit/s");
            read.add(new FleetFile.Plan(name, Bandwidth.ofMegabits(megabits)));
        }
        return read;
    }

    private static List<InstanceGroup> groups(YamlValue instances) {
        List<InstanceGroup> read = new ArrayList<>();
        long devices = 0;
        for (YamlValue group : instances.items(0, GROUPS_MAX)) {
            YamlMapping keys = group.mapping();
            InstanceGroup next = InstanceGroupReader.read(keys);
            devices += next.deviceCount();
            if (devices > FleetFile.DEVICES_MAX) {
                throw keys.required("count")
                        .refusal("devices: " + devices + " up to here", "at most " + FleetFile.DEVICES_MAX);
            }
            read.add(next);
        }
        return read;
    }

    private static String name(YamlMapping keys) {
        return keys.required("name").text(NAME_LENGTH_MIN, NAME_LENGTH_MAX);
    }

    private FleetFileReader() {}
}
