package dev.sagfleet.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BlueprintTest {
    private static final long SEED = 42;
    private static final Blueprint EXAMPLE = blueprint(FleetFileTest.EXAMPLE);

    @Test
    void identitiesAreTheSameInEveryRelease() {
        InstanceBlueprint first = EXAMPLE.instances().get(0);
        InstanceBlueprint pair = EXAMPLE.instances().get(600);
        InstanceBlueprint app = EXAMPLE.instances().get(719);

        assertThat(EXAMPLE.ccn()).isEqualTo(new Blueprint.Ccn("ccn-gl4t1koom5sy0b47", "branch-offices"));
        assertThat(EXAMPLE.plans().get(0).id()).isEqualTo("abwp-etk4k6j791wa29");
        assertThat(first.id()).isEqualTo("sag-qb06cwv2rfev2qg2uw");
        assertThat(first.devices().get(0).serial()).hasToString("sagarlzjc3i3nam2");
        assertThat(first.devices().get(0).version()).hasToString("2.4.0");
        assertThat(first.devices().get(0).key().hex())
                .isEqualTo("ff8380973254b608ad45294685eee5a3e26b124aca2795f108151258ce2a0160");
        assertThat(pair.devices().get(1).serial()).hasToString("sag2hc7l1b60pba3");
        assertThat(app.devices().get(9).serial()).hasToString("appdatnqagi6ypd1");
        assertThat(app.devices().get(9).version()).hasToString("2.3.0");
        assertThat(app.devices().get(9).userName()).hasValue("user0010@app-0020");
    }

    @Test
    void theSameFileAndSeedGiveTheSameFleet() {
        assertThat(blueprint(FleetFileTest.EXAMPLE).instances()).isEqualTo(EXAMPLE.instances());
    }

    @Test
    void anotherSeedGivesOtherIdentities() {
        Blueprint other = Blueprint.of(FleetFile.parse("fleet.yaml", FleetFileTest.EXAMPLE), SEED + 1);

        assertThat(ids(other)).doesNotContainAnyElementsOf(ids(EXAMPLE));
    }

    @Test
    void theFileDecidesTheShapeOfTheFleet() {
        assertThat(EXAMPLE.regionId()).isEqualTo("cn-shanghai");
        assertThat(EXAMPLE.instances()).hasSize(720);
        assertThat(EXAMPLE.deviceCount()).isEqualTo(1000);
        assertThat(EXAMPLE.instances().get(0).devices()).hasSize(1);
        assertThat(EXAMPLE.instances().get(600).devices().stream().map(DeviceBlueprint::role))
                .containsExactly(HaRole.ACTIVE, HaRole.STANDBY);
        assertThat(EXAMPLE.instances().get(700).devices().stream().map(DeviceBlueprint::role))
                .hasSize(10)
                .containsOnly(HaRole.ACTIVE);
        assertThat(EXAMPLE.instances().get(700).userCount()).isEqualTo(10);
    }

    @Test
    void namesCanBeRead() {
        assertThat(EXAMPLE.instances().get(0).name()).isEqualTo("sag-100wm-0001");
        assertThat(EXAMPLE.instances().get(599).name()).isEqualTo("sag-100wm-0600");
        assertThat(EXAMPLE.instances().get(600).name()).isEqualTo("sag-1000-0001");
        assertThat(EXAMPLE.instances().get(719).name()).isEqualTo("app-0020");
        assertThat(EXAMPLE.instances().get(719).devices().get(9).userName()).hasValue("user0010@app-0020");
        assertThat(EXAMPLE.instances().get(0).devices().get(0).userName()).isEmpty();
    }

    @Test
    void aGroupThatGrowsChangesNobodyElse() {
        Blueprint grown = blueprint(FleetFileTest.EXAMPLE.replace("count: 600", "count: 777"));

        assertThat(grown.instances().subList(0, 600))
                .isEqualTo(EXAMPLE.instances().subList(0, 600));
        assertThat(grown.instances().subList(777, 897))
                .isEqualTo(EXAMPLE.instances().subList(600, 720));
        assertThat(grown.ccn()).isEqualTo(EXAMPLE.ccn());
        assertThat(grown.plans()).isEqualTo(EXAMPLE.plans());
    }

    @Test
    void aGroupThatIsAddedAtTheEndChangesNobodyElse() {
        Blueprint grown = blueprint(FleetFileTest.EXAMPLE
                + "  - {model: SAG-100WM, count: 1, bandwidth: 2, firmware: 2.4.0, ha: cold_backup}\n");

        assertThat(grown.instances().subList(0, 720)).isEqualTo(EXAMPLE.instances());
        assertThat(grown.instances().get(720).name()).isEqualTo("sag-100wm-2-0001");
    }

    @Test
    void aUserWhoIsAddedChangesNobodyElse() {
        Blueprint grown = blueprint(FleetFileTest.EXAMPLE.replace("users: 10", "users: 11"));

        assertThat(grown.instances().get(719).devices().subList(0, 10))
                .isEqualTo(EXAMPLE.instances().get(719).devices());
    }

    @Test
    void identitiesAreUniqueInALargeFleet() {
        Blueprint fleet = Blueprint.of(DemoFleet.of(200_000), SEED);

        Set<String> serials = new HashSet<>();
        Set<String> keys = new HashSet<>();
        Set<String> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        Set<String> users = new HashSet<>();
        for (InstanceBlueprint instance : fleet.instances()) {
            ids.add(instance.id());
            names.add(instance.name());
            for (DeviceBlueprint device : instance.devices()) {
                serials.add(device.serial().text());
                keys.add(device.key().hex());
                device.userName().ifPresent(users::add);
            }
        }

        assertThat(serials).hasSize(200_000).allMatch(serial -> serial.matches("(sag|app)[a-z0-9]{13}"));
        assertThat(keys).hasSize(200_000).allMatch(key -> key.matches("[0-9a-f]{64}"));
        assertThat(ids).hasSize(fleet.instances().size()).allMatch(id -> id.matches("sag-[a-z0-9]{18}"));
        assertThat(names).hasSize(fleet.instances().size());
        assertThat(users).hasSize(30_000).allMatch(user -> user.length() >= 7 && user.length() <= 33);
    }

    @Test
    void theLongestUserNameIsShortEnough() {
        Blueprint fleet = blueprint("instances: [{model: APP, count: 1000, users: 1000, firmware: 2.4.0}]");

        assertThat(fleet.instances().get(999).devices().get(999).userName()).hasValue("user1000@app-1000");
    }

    @Test
    void twoDevicesWithOneSerialNumberAreNotPassedOver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blueprint.requireDistinct(new long[] {7, -1, 3, -1}, SEED))
                .withMessageStartingWith("seed: 42 (expected: another one");
    }

    @Test
    void versionsComeCloseToTheirPercentages() {
        long old = EXAMPLE.instances().subList(0, 600).stream()
                .filter(instance -> instance.devices().get(0).version().equals(FirmwareVersion.parse("2.3.1.1")))
                .count();

        assertThat(old).isBetween(150L, 210L);
    }

    @Test
    void devicesOfOneInstanceDifferInVersionOnlyWhenMixed() {
        String pairs = "instances: [{model: SAG-1000, count: 200, bandwidth: 10, ha: warm_backup, "
                + "firmware: {2.3.0: 50, 2.4.0: 50}, mixed: %s}]";

        assertThat(blueprint(pairs.formatted(false)).instances()).noneMatch(BlueprintTest::hasTwoVersions);
        assertThat(blueprint(pairs.formatted(true)).instances())
                .filteredOn(BlueprintTest::hasTwoVersions)
                .hasSizeBetween(70, 130);
    }

    @Test
    void aDeviceDoesNotShowItsKey() {
        InstanceBlueprint instance = EXAMPLE.instances().get(0);

        assertThat(instance.toString())
                .doesNotContain(instance.devices().get(0).key().hex());
    }

    private static Set<String> ids(Blueprint fleet) {
        return fleet.instances().stream().map(InstanceBlueprint::id).collect(Collectors.toSet());
    }

    private static boolean hasTwoVersions(InstanceBlueprint instance) {
        List<DeviceBlueprint> devices = instance.devices();
        return !devices.get(0).version().equals(devices.get(1).version());
    }

    private static Blueprint blueprint(String text) {
        return Blueprint.of(FleetFile.parse("fleet.yaml", text), SEED);
    }
}
