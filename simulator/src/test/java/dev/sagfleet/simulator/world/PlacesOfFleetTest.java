package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rolloutcheck.CheckedDevice;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.FleetCandidates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where a fleet file puts its devices, as the controller knows it, the check of a file and a rollout. */
class PlacesOfFleetTest {
    private static final String FLEET =
            """
            region: cn-hongkong
            instances:
              - {model: SAG-1000, count: 30, bandwidth: 200, firmware: 2.4.0, ha: warm_backup, sites: 6,
                 regions: {north: 50%, cn-hangzhou: 50%}, zones: {Asia/Tokyo: 50%, Europe/Berlin: 50%},
                 batches: {A: 50%, B: 50%}, tags: {ring: {a: 30%, b: 70%}, lane: left}}
              - {model: SAG-100WM, count: 10, bandwidth: 20, firmware: 2.4.0, regions: eu-central-1, tags: {ring: c}}
              - {model: SAG-100WM, count: 5, bandwidth: 20, firmware: 2.4.0, ha: warm_backup}
            """;

    private final RolloutStage stage = new RolloutStage(FLEET, DownloadSettings.DEFAULT);

    @Test
    void theControllerKnowsOfEachDeviceWhatTheCheckOfAFileGoesBy() {
        Map<SerialNumber, CheckedDevice> checked = FleetCandidates.of(world().blueprint()).stream()
                .collect(Collectors.toMap(CheckedDevice::serial, device -> device));
        Map<String, Set<String>> sites = new TreeMap<>();

        for (CheckedDevice candidate : checked.values()) {
            Device device = device(candidate.serial());
            Instance instance = instance(device);
            Place place = device.place();
            assertThat(place.regionIn(instance)).isEqualTo(candidate.region());
            assertThat(place.zoneIn(instance)).isEqualTo(candidate.zone());
            assertThat(place.batchOf(device.model())).isEqualTo(candidate.batch());
            assertThat(place.tags()).isEqualTo(candidate.tags());
            sites.computeIfAbsent(candidate.site(), site -> new TreeSet<>()).add(place.siteIn(instance));
        }

        assertThat(checked).hasSize(80);
        assertThat(sites).hasSize(6 + 10 + 5).allSatisfy((site, known) -> assertThat(known)
                .hasSize(1));
        assertThat(sites.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
    }

    @Test
    void ofWhatAFileDoesNotSayNothingIsKept() {
        List<Device> plain = world().blueprint().instances().subList(40, 45).stream()
                .flatMap(instance -> instance.devices().stream())
                .map(device -> device(device.serial()))
                .toList();

        assertThat(plain).hasSize(10).allSatisfy(device -> {
            assertThat(device.place()).isSameAs(Place.NONE);
            assertThat(device.place().zoneIn(instance(device)).getId()).isEqualTo("Asia/Hong_Kong");
        });
    }

    @Test
    void aRolloutToTagsReachesThoseThatHaveThem() {
        RolloutPolicy policy = RolloutFile.parse(
                "rollout.yaml",
                """
                name: first ring
                image: 2.5.0
                targets: {tags: {ring: [a, c]}}
                waves: [{count: 9}, {percent: 100}]
                pace: {perSite: 4}
                """,
                Instant.EPOCH);
        Set<SerialNumber> meant = FleetCandidates.of(world().blueprint()).stream()
                .filter(device -> policy.targets().allow(device.tags()))
                .map(CheckedDevice::serial)
                .collect(Collectors.toSet());

        String id = stage.start(policy);
        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofDays(1));

        assertThat(meant).hasSizeBetween(11, 79);
        assertThat(done.counts().succeeded()).isEqualTo(meant.size());
        assertThat(stage.members(id)).extracting(Member::serial).containsExactlyInAnyOrderElementsOf(meant);
        long sites = stage.members(id).stream()
                .map(member -> member.seat().site())
                .distinct()
                .count();
        assertThat(stage.members(id).subList(0, (int) Math.min(9, sites)))
                .extracting(member -> member.seat().site())
                .doesNotHaveDuplicates();
    }

    private VirtualWorld world() {
        return stage.world();
    }

    private Device device(SerialNumber serial) {
        return stage.read(reading -> reading.devices().require(serial));
    }

    private Instance instance(Device device) {
        return stage.read(reading -> reading.instances().find(device.instanceId()))
                .orElseThrow();
    }
}
