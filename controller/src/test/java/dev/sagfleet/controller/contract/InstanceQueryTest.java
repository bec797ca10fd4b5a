package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.app;
import static dev.sagfleet.controller.contract.Samples.await;
import static dev.sagfleet.controller.contract.Samples.box;
import static dev.sagfleet.controller.contract.Samples.device;
import static dev.sagfleet.controller.contract.Samples.online;
import static dev.sagfleet.controller.contract.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.InstanceQuery.VersionComparator;
import dev.sagfleet.controller.inventory.InstanceQuery.VersionFilter;
import dev.sagfleet.controller.inventory.InstanceStatus;
import dev.sagfleet.controller.inventory.Page;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seven instances, each found by what sets it apart. */
class InstanceQueryTest extends StoreContract {
    private static final Optional<String> ANY = Optional.empty();

    @BeforeEach
    void fill() {
        save(store, transaction -> {
            transaction.ccns().save(new Ccn("ccn-1", "cn-shanghai", "office"));
            transaction.ccns().save(new Ccn("ccn-2", "cn-beijing", "depot"));
            transaction.instances().save(at(box("active"), "cn-shanghai", 10));
            transaction.instances().save(at(box("offline"), "cn-shanghai", 20));
            transaction.instances().save(at(box("received"), "cn-beijing", 30).withCcn(Optional.empty()));
            transaction
                    .instances()
                    .save(at(box("arrears"), "cn-beijing", 40)
                            .withCcn(Optional.of("ccn-2"))
                            .withArrears(true));
            transaction.instances().save(at(app("app"), "cn-shanghai", 50));
            transaction.instances().save(pair("pair", 60));
            transaction.instances().save(at(box("old"), "cn-shanghai", 60));
            transaction.devices().save(device("d-active", "active").withPresence(online("2.4", 1)));
            transaction.devices().save(device("d-offline", "offline"));
            transaction.devices().save(device("d-arrears", "arrears").withPresence(online("2.10.0", 1)));
            transaction.devices().save(device("d-app", "app").withPresence(online("2.4.0", 1)));
            transaction.devices().save(device("d-pair-1", "pair"));
            transaction
                    .devices()
                    .save(device("d-pair-2", "pair").withRole(HaRole.STANDBY).withPresence(online("2.4.0", 1)));
            transaction.devices().save(device("d-old", "old").withPresence(online("2.3.1.1", 1)));
        });
    }

    @Test
    void allComeInTheOrderOfCreationAndThenOfTheirIds() {
        assertThat(found(InstanceQuery.all(100))).isEqualTo("active offline received arrears app old pair of 7");
    }

    @Test
    void regionIdsAndNameFilter() {
        var all = InstanceQuery.all(100);

        assertThat(found(with(all, Optional.of("cn-beijing"), List.of(), ANY))).isEqualTo("received arrears of 2");
        assertThat(found(with(all, ANY, List.of("pair", "active", "no"), ANY))).isEqualTo("active pair of 2");
        assertThat(found(with(all, ANY, List.of("app"), ANY))).isEqualTo("app of 1");
        assertThat(found(with(all, ANY, List.of(), Optional.of("name of old")))).isEqualTo("old of 1");
        assertThat(found(with(all, ANY, List.of(), Optional.of("' OR '1'='1")))).isEqualTo(" of 0");
        assertThat(found(with(all, Optional.of("cn-beijing"), List.of("pair"), ANY)))
                .isEqualTo(" of 0");
    }

    @Test
    void everyStatusFiltersAsTheInstanceSaysIt() {
        assertThat(found(status(InstanceStatus.ACTIVE))).isEqualTo("active app old pair of 4");
        assertThat(found(status(InstanceStatus.OFFLINE))).isEqualTo("offline of 1");
        assertThat(found(status(InstanceStatus.RECEIVED))).isEqualTo("received of 1");
        assertThat(found(status(InstanceStatus.ARREARAGE))).isEqualTo("arrears of 1");
        for (InstanceStatus status : InstanceStatus.values()) {
            List<InstanceStatus> said =
                    await(store.read(reading -> reading.instances().find(status(status)).items().stream()
                            .map(instance -> instance.status(reading.devices().anyOnline(instance.id())))
                            .toList()));
            assertThat(said).isNotEmpty().containsOnly(status);
        }
    }

    @Test
    void arrearsSoftwareAndModelFilter() {
        assertThat(found(kind(Optional.of(true), Optional.empty(), Optional.empty())))
                .isEqualTo("arrears of 1");
        assertThat(found(kind(Optional.of(false), Optional.of(false), Optional.empty())))
                .isEqualTo("active offline received old pair of 5");
        assertThat(found(kind(Optional.empty(), Optional.of(true), Optional.empty())))
                .isEqualTo("app of 1");
        assertThat(found(kind(Optional.empty(), Optional.empty(), Optional.of(DeviceModel.SAG_100WM))))
                .isEqualTo("pair of 1");
    }

    @Test
    void serialFindsTheInstanceOfAnyOfItsDevices() {
        assertThat(found(deviceQuery(Optional.of(new SerialNumber("d-pair-2")), Optional.empty())))
                .isEqualTo("pair of 1");
        assertThat(found(deviceQuery(Optional.of(new SerialNumber("nobody")), Optional.empty())))
                .isEqualTo(" of 0");
    }

    @Test
    void versionIsThatOfTheActiveBoxAndComparedAsNumbers() {
        assertThat(found(version(VersionComparator.GREATER, "2.4.0"))).isEqualTo("arrears of 1");
        assertThat(found(version(VersionComparator.EQUALS, "2.4.0"))).isEqualTo("active of 1");
        assertThat(found(version(VersionComparator.LESS, "2.4.0"))).isEqualTo("old of 1");
    }

    @Test
    void ccnFiltersByIdAndByName() {
        assertThat(found(ccn(Optional.of("ccn-2"), ANY))).isEqualTo("arrears of 1");
        assertThat(found(ccn(ANY, Optional.of("depot")))).isEqualTo("arrears of 1");
        assertThat(found(ccn(Optional.of("ccn-1"), Optional.of("depot")))).isEqualTo(" of 0");
    }

    @Test
    void pagesFollowOneAnotherAndAllKnowTheTotal() {
        assertThat(found(page(1, 3))).isEqualTo("active offline received of 7");
        assertThat(found(page(2, 3))).isEqualTo("arrears app old of 7");
        assertThat(found(page(3, 3))).isEqualTo("pair of 7");
        assertThat(found(page(4, 3))).isEqualTo(" of 7");
        assertThat(found(page(Integer.MAX_VALUE, Integer.MAX_VALUE))).isEqualTo(" of 7");
    }

    @Test
    void sortKeysCompareAsVersionsDo() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

        for (int i = 0; i < 20_000; i++) {
            FirmwareVersion one = randomVersion(random);
            FirmwareVersion other = randomVersion(random);

            assertThat(Integer.signum(one.sortKey().compareTo(other.sortKey())))
                    .as("seed %d: %s and %s", seed, one, other)
                    .isEqualTo(Integer.signum(one.compareTo(other)));
        }
    }

    private static FirmwareVersion randomVersion(RandomGenerator random) {
        int[] parts = {0, 0, 1, 2, 9, 10, 99, 999_999_999};
        return FirmwareVersion.parse(random.ints(1 + random.nextInt(8), 0, parts.length)
                .mapToObj(index -> Integer.toString(parts[index]))
                .collect(Collectors.joining(".")));
    }

    private String found(InstanceQuery query) {
        Page<Instance> page = await(store.read(reading -> reading.instances().find(query)));
        return page.items().stream().map(Instance::id).collect(Collectors.joining(" ")) + " of " + page.total();
    }

    private static Instance at(Instance instance, String region, long createdMillis) {
        return new Instance(
                instance.id(),
                region,
                instance.name(),
                instance.model(),
                instance.haType(),
                instance.megabits(),
                instance.userCount(),
                instance.ccnId(),
                instance.inArrears(),
                instance.acceleration(),
                createdMillis,
                instance.endMillis());
    }

    private static Instance pair(String id, long createdMillis) {
        return new Instance(
                id,
                "cn-shanghai",
                "name of " + id,
                DeviceModel.SAG_100WM,
                HaType.WARM_BACKUP,
                20,
                0,
                Optional.of("ccn-1"),
                false,
                Optional.empty(),
                createdMillis,
                9_000);
    }

    private static InstanceQuery with(
            InstanceQuery all, Optional<String> region, List<String> ids, Optional<String> name) {
        return new InstanceQuery(
                region,
                ids,
                name,
                all.status(),
                all.inArrears(),
                all.software(),
                all.model(),
                all.serial(),
                all.version(),
                all.ccnId(),
                all.ccnName(),
                all.pageNumber(),
                all.pageSize());
    }

    private static InstanceQuery status(InstanceStatus status) {
        return query(
                Optional.of(status), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), ANY, ANY);
    }

    private static InstanceQuery kind(
            Optional<Boolean> inArrears, Optional<Boolean> software, Optional<DeviceModel> model) {
        return new InstanceQuery(
                ANY,
                List.of(),
                ANY,
                Optional.empty(),
                inArrears,
                software,
                model,
                Optional.empty(),
                Optional.empty(),
                ANY,
                ANY,
                1,
                100);
    }

    private static InstanceQuery deviceQuery(Optional<SerialNumber> serial, Optional<VersionFilter> version) {
        return query(Optional.empty(), Optional.empty(), Optional.empty(), serial, version, ANY, ANY);
    }

    private static InstanceQuery version(VersionComparator comparator, String version) {
        return deviceQuery(
                Optional.empty(), Optional.of(new VersionFilter(comparator, FirmwareVersion.parse(version))));
    }

    private static InstanceQuery ccn(Optional<String> id, Optional<String> name) {
        return query(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), id, name);
    }

    private static InstanceQuery page(int number, int size) {
        return new InstanceQuery(
                ANY,
                List.of(),
                ANY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ANY,
                ANY,
                number,
                size);
    }

    private static InstanceQuery query(
            Optional<InstanceStatus> status,
            Optional<Boolean> inArrears,
            Optional<Boolean> software,
            Optional<SerialNumber> serial,
            Optional<VersionFilter> version,
            Optional<String> ccnId,
            Optional<String> ccnName) {
        return new InstanceQuery(
                ANY,
                List.of(),
                ANY,
                status,
                inArrears,
                software,
                Optional.empty(),
                serial,
                version,
                ccnId,
                ccnName,
                1,
                100);
    }
}
