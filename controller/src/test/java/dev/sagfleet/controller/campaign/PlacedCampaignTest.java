package dev.sagfleet.controller.campaign;

import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.OLD;
import static dev.sagfleet.controller.inventory.UpgradingBox.UPGRADES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.inventory.Registration;
import dev.sagfleet.controller.inventory.Site;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Tags;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Rollouts to boxes of which it was said where they stand, in SQLite. */
class PlacedCampaignTest {
    private static final long NOW = StoredInventory.NOW;
    private static final Place NORTH = place("north", "north", "Europe/Berlin", "A", "ring=a");
    private static final Place SOUTH = place("south", "cn-hangzhou", "Asia/Tokyo", "B", "ring=b,lane=left");
    private static final Place EAST = place("east", "north", "Europe/Berlin", "A", "ring=c");

    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
    private StoredInventory inventory;
    private Campaigns campaigns;
    private int boxes;
    private final AtomicLong nowMillis = new AtomicLong(NOW);

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        inventory.change(transaction -> transaction.images().save(IMAGE));
        InstantSource clock = () -> Instant.ofEpochMilli(nowMillis.get());
        campaigns = new Campaigns(
                inventory.store(),
                UPGRADES,
                new Egress(Optional.empty(), 10),
                new TrafficReports(clock),
                new Events(clock),
                (delay, task) -> later.add(task),
                clock,
                new RepeatedFailure(LoggerFactory.getLogger(PlacedCampaignTest.class), () -> 0));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void aCanaryIsSpreadOverSitesAndTheBatchesOfItTakeTurns() {
        register(10, NORTH);
        register(10, SOUTH);
        register(10, EAST);
        register(10, place("west", "north", "Europe/Berlin", "B", "ring=c"));

        List<Place> canary = places(dealt("")).subList(0, 8);

        assertThat(canary.subList(0, 4))
                .extracting(place -> place.site().orElseThrow())
                .containsExactlyInAnyOrder("north", "south", "east", "west");
        assertThat(canary.subList(4, 8))
                .extracting(place -> place.site().orElseThrow())
                .containsExactlyInAnyOrder("north", "south", "east", "west");
        for (int turn = 0; turn < 8; turn += 2) {
            assertThat(canary.get(turn).batch())
                    .isNotEqualTo(canary.get(turn + 1).batch());
        }
    }

    @Test
    void tagsAndRegionsFindThoseThatHaveThemAndNobodyElse() {
        register(3, NORTH);
        register(2, SOUTH);
        register(1, EAST);
        register(4, Place.NONE);

        assertThat(places(dealt("targets: {tags: {ring: [a, b]}}"))).hasSize(5).containsOnly(NORTH, SOUTH);
        assertThat(places(dealt("targets: {tags: {ring: [a, b], lane: left}}")))
                .hasSize(2)
                .containsOnly(SOUTH);
        assertThat(places(dealt("targets: {regions: north}"))).hasSize(4).containsOnly(NORTH, EAST);
        assertThat(places(dealt("targets: {regions: cn-shanghai}"))).hasSize(4).containsOnly(Place.NONE);
        assertThat(places(dealt(""))).hasSize(10);
    }

    @Test
    void aWindowOfDevicesOpensByTheClocksWhereTheyStand() {
        register(1, NORTH);
        register(1, SOUTH);
        register(1, place("plain", "cn-hongkong", "", "", ""));
        register(1, Place.NONE);

        Rollout rollout = rollout(dealt("window: {cron: \"0 0 2 ? * *\", for: 2h, zone: device}"));

        assertThat(members(rollout.origin().id()))
                .extracting(member ->
                        rollout.openings().get(member.seat().zone()).zone().getId())
                .containsExactlyInAnyOrder("Europe/Berlin", "Asia/Tokyo", "Asia/Hong_Kong", "Asia/Shanghai");
    }

    @Test
    void noMoreBoxesOfASiteAreAtWorkAtOnceThanItMayHave() {
        List<String> north = register(4, NORTH);
        List<String> south = register(4, SOUTH);
        List<String> alone = register(2, Place.NONE);
        List.of(north, south, alone).forEach(serials -> serials.forEach(this::connect));

        String id = dealt("");
        start(id);

        for (int turn = 0; turn < 50_000 && rollout(id).flow().working() < 4; turn++) {
            nowMillis.addAndGet(1_000);
            goOn();
        }
        for (int more = 0; more < 100; more++) {
            goOn();
        }
        assertThat(ordered(north)).isEqualTo(1);
        assertThat(ordered(south)).isEqualTo(1);
        assertThat(ordered(alone)).isEqualTo(2);
    }

    @Test
    void oneThatComesLateCountsToTheSiteThatItStandsAt() {
        register(120, NORTH);
        List<String> south = register(1, SOUTH);
        String id = dealt("targets: {tags: {ring: [a, b]}}");
        start(id);
        String late = register(1, SOUTH).get(0);
        String elsewhere =
                register(1, place("island", "north", "UTC", "A", "ring=a")).get(0);
        String untagged = register(1, Place.NONE).get(0);

        List.of(late, elsewhere, untagged).forEach(this::connect);

        Map<String, Integer> sites = new HashMap<>();
        members(id)
                .forEach(member ->
                        sites.put(member.serial().text(), member.seat().site()));
        assertThat(sites).doesNotContainKey(untagged).hasSize(123);
        assertThat(sites.get(late)).isEqualTo(sites.get(south.get(0)));
        assertThat(sites.get(elsewhere)).isNotIn(sites.get(late), sites.get("box0"));
    }

    @Test
    void oneThatLosesItsTagBeforeItsTurnIsLeftOut() {
        List<String> north = register(2, NORTH);
        String id = dealt("targets: {tags: {ring: a}}");
        start(id);
        inventory.change(transaction -> transaction
                .devices()
                .save(transaction
                        .devices()
                        .require(new SerialNumber(north.get(0)))
                        .withPlace(Place.NONE)));

        north.forEach(this::connect);

        assertThat(ordered(List.of(north.get(0)))).isZero();
        assertThat(ordered(List.of(north.get(1)))).isEqualTo(1);
    }

    private static Place place(String site, String region, String zone, String batch, String tags) {
        return new Place(
                Optional.of(site),
                Optional.of(region),
                Optional.of(zone).filter(id -> !id.isEmpty()).map(ZoneId::of),
                Optional.of(batch).filter(name -> !name.isEmpty()),
                Tags.parse(tags));
    }

    private List<String> register(int count, Place place) {
        List<String> serials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String serial = "box" + boxes++;
            Instance instance = StoredInventory.instance("sag-" + serial, DeviceModel.SAG_1000, HaType.NO_BACKUP);
            var device = StoredInventory.device(instance, serial, HaRole.ACTIVE).withPlace(place);
            inventory.change(transaction ->
                    Registration.registerSites(transaction, List.of(new Site(instance, List.of(device)))));
            serials.add(serial);
        }
        return serials;
    }

    private void connect(String serial) {
        var hello = new Hello(
                new SerialNumber(serial),
                Optional.empty(),
                DeviceModel.SAG_1000,
                OLD,
                "boot-1",
                Holdings.NONE,
                Optional.of(UpgradingBox.report(Optional.empty())),
                false);
        inventory
                .write(transaction -> {
                    Connections.admit(transaction, hello, new Incarnation(StoredInventory.RUN, false), nowMillis.get());
                    return campaigns.listener().connected(transaction, hello, nowMillis.get());
                })
                .run();
    }

    private long ordered(List<String> serials) {
        return inventory.read(reading -> serials.stream()
                .filter(serial ->
                        reading.jobs().latest(new SerialNumber(serial)).isPresent())
                .count());
    }

    /** The id of a rollout whose members are found. */
    private String dealt(String lines) {
        RolloutPolicy policy = RolloutFile.parse(
                "rollout.yaml",
                "name: to " + boxes + ' ' + lines.hashCode() + "\nimage: " + IMAGE.version()
                        + "\nwaves: [{percent: 100}]\n" + lines + '\n',
                Instant.ofEpochMilli(NOW));
        String id = finish(campaigns.create(policy, "ann")).origin().id();
        for (int turn = 0; turn < 50_000 && rollout(id).state() == RolloutState.DRAFT; turn++) {
            goOn();
        }
        assertThat(rollout(id).state()).isEqualTo(RolloutState.WAITING_FOR_APPROVAL);
        return id;
    }

    /** Does what is to be done later. */
    private void goOn() {
        for (Runnable task = later.poll(); task != null; task = later.poll()) {
            task.run();
        }
        inventory.change(transaction -> {});
    }

    private void start(String id) {
        finish(campaigns.tell(
                id, new RolloutRequest.Approve(rollout(id).membership().dealt().orElseThrow(), "ann")));
        finish(campaigns.start(id, "ann"));
    }

    private Rollout rollout(String id) {
        return inventory.read(reading -> reading.rollouts().find(id)).orElseThrow();
    }

    private List<Member> members(String id) {
        return inventory.read(reading -> reading.rollouts().members(id, 0, 1_000));
    }

    /** Of its members, in their order. */
    private List<Place> places(String id) {
        List<Member> members = members(id);
        return inventory.read(reading -> members.stream()
                .map(member -> reading.devices().require(member.serial()).place())
                .toList());
    }

    private static <T> T finish(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
