package dev.sagfleet.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.fault.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the devices of a fleet stand, and what they were made with. */
class SpreadTest {
    private static final long SEED = 42;
    private static final String SPREAD = "sites: 20, regions: {north: 40%, south: 60%}, batches: {A: 30%, B: 70%}";

    @Test
    void withoutAWordEachInstanceHasASiteOfItsOwnInTheRegionOfTheFleetAndAllAreOfBatchA() {
        Blueprint fleet = blueprint("{model: SAG-1000, count: 2, bandwidth: 10, firmware: 2.4.0, ha: warm_backup}");

        assertThat(places(fleet))
                .containsExactly(
                        new Place("sag-1000-0001", "cn-shanghai", "A"),
                        new Place("sag-1000-0001", "cn-shanghai", "A"),
                        new Place("sag-1000-0002", "cn-shanghai", "A"),
                        new Place("sag-1000-0002", "cn-shanghai", "A"));
    }

    @Test
    void instancesAreSpreadOverSitesAndSitesOverRegionsAndBoxesOverBatches() {
        Blueprint fleet = blueprint(boxes(2000, SPREAD));

        assertThat(count(fleet, Place::site)).hasSize(20).allSatisfy((site, devices) -> assertThat(devices)
                .isBetween(60L, 140L));
        assertThat(count(fleet, Place::region)).containsOnlyKeys("north", "south");
        Map<String, Set<String>> regions = places(fleet).stream()
                .collect(Collectors.groupingBy(Place::site, Collectors.mapping(Place::region, Collectors.toSet())));
        assertThat(regions.values()).allSatisfy(ofSite -> assertThat(ofSite).hasSize(1));
        assertThat(count(fleet, Place::batch).get("A")).isBetween(520L, 680L);
    }

    @Test
    void aPairStandsAtOneSiteAndMayBeOfTwoBatches() {
        Blueprint fleet = blueprint(
                "{model: SAG-1000, count: 50, bandwidth: 10, firmware: 2.4.0, ha: warm_backup, " + SPREAD + '}');

        assertThat(fleet.instances())
                .allMatch(pair -> of(pair, Place::site).size() == 1)
                .anyMatch(pair -> of(pair, Place::batch).size() == 2);
    }

    @Test
    void aGroupThatGrowsMovesNobody() {
        assertThat(places(blueprint(boxes(300, SPREAD))).subList(0, 200))
                .isEqualTo(places(blueprint(boxes(200, SPREAD))));
    }

    @Test
    void whereADeviceStandsChangesNothingElseOfIt() {
        DeviceBlueprint spread =
                blueprint(boxes(1, SPREAD)).instances().get(0).devices().get(0);
        DeviceBlueprint alone =
                blueprint(boxes(1, "sites: 1")).instances().get(0).devices().get(0);

        assertThat(spread.serial()).isEqualTo(alone.serial());
        assertThat(spread.key()).isEqualTo(alone.key());
        assertThat(alone.place()).isEqualTo(new Place("sag-100wm-site-0001", "cn-shanghai", "A"));
    }

    @Test
    void moreThanSixteenTagsAreTooMany() {
        String tags =
                IntStream.rangeClosed(10, 26).mapToObj(tag -> "t" + tag + ": a").collect(Collectors.joining(", "));

        BrokenFleetFileTest.assertRefused(
                "instances: [" + boxes(1, "tags: {" + tags + '}') + ']',
                "1:208: tags: more than 16 (expected: at most 16)");
    }

    @Test
    void aSiteHasOneZoneAndOneSetOfTags() {
        Blueprint fleet = blueprint(
                boxes(
                        2000,
                        "sites: 20, zones: {Asia/Tokyo: 50%, UTC: 50%}, tags: {ring: {a: 50%, b: 50%}, lane: {l: 50%, r: 50%}}"));

        Map<String, Set<dev.sagfleet.controller.inventory.Place>> bySite = fleet.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .collect(Collectors.groupingBy(
                        device -> device.place().site(),
                        Collectors.mapping(DeviceBlueprint::told, Collectors.toSet())));
        assertThat(bySite).hasSize(20).allSatisfy((site, places) -> assertThat(places)
                .singleElement()
                .matches(place -> place.site().equals(Optional.of(site))));
        assertThat(bySite.values().stream().flatMap(Set::stream))
                .extracting(place -> place.tags().text() + ' ' + place.zone().orElseThrow())
                .contains("lane=l,ring=a UTC", "lane=r,ring=a UTC", "lane=l,ring=b Asia/Tokyo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sites: 0|1:80: sites: 0 (expected: a whole number of sites from 1 to 1000000)",
                "sites: many|1:80: sites: many (expected: a whole number of sites from 1 to 1000000)",
                "batches: {A: 30%}|1:82: batches: 30% in all (expected: 100%)",
                "batches: {A: 0%, B: 100%}|1:86: A: 0% (expected: 1% to 100%)",
                "batches: {A: 50%, A: 50%}|1:91: duplicate key: A (expected: each key once)",
                "regions: [north]|1:82: regions: a list (expected: a name of 1 to 40 letters, digits, . _ and -, or a"
                        + " mapping from names to percentages)",
                "regions: {a b: 100%}|1:83: key: a b (expected: a name of 1 to 40 letters, digits, . _ and -, or a"
                        + " mapping from names to percentages)",
                "site: 3|1:73: unknown key: site (expected: one of model, count, ha, users, bandwidth, userBandwidth,"
                        + " firmware, mixed, load, sites, regions, zones, batches, tags)",
                "zones: Mars/Base|1:80: zones: Mars/Base (expected: a time zone, as Asia/Shanghai, or a mapping from names"
                        + " to percentages)",
                "zones: {Asia/Tokyo: 30%}|1:80: zones: 30% in all (expected: 100%)",
                "tags: ring|1:79: tags: ring (expected: a mapping)",
                "tags: {a b: c}|1:80: key: a b (expected: a tag of 1 to 64 letters, digits, . _ and -)",
                "tags: {ring: {a: 30%}}|1:86: ring: 30% in all (expected: 100%)",
                "tags: {ring: 'a,b'}|1:86: ring: \"a,b\" (expected: a value of 1 to 64 letters, digits, . _ and -, or a"
                        + " mapping from names to percentages)",
                "tags: {ring: a, ring: b}|1:89: duplicate key: ring (expected: each key once)",
            })
    void whatItMayNotSayIsRefusedWithThePlace(String spread, String expected) {
        BrokenFleetFileTest.assertRefused("instances: [" + boxes(1, spread) + ']', expected);
    }

    private static String boxes(int count, String spread) {
        return "{model: SAG-100WM, count: " + count + ", bandwidth: 2, firmware: 2.4.0, " + spread + '}';
    }

    private static Blueprint blueprint(String group) {
        return Blueprint.of(FleetFile.parse("fleet.yaml", "instances: [" + group + ']'), SEED);
    }

    private static List<Place> places(Blueprint fleet) {
        return fleet.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .map(DeviceBlueprint::place)
                .toList();
    }

    private static Map<String, Long> count(Blueprint fleet, Function<Place, String> what) {
        return places(fleet).stream().collect(Collectors.groupingBy(what, Collectors.counting()));
    }

    private static Set<String> of(InstanceBlueprint instance, Function<Place, String> what) {
        return instance.devices().stream().map(DeviceBlueprint::place).map(what).collect(Collectors.toSet());
    }
}
