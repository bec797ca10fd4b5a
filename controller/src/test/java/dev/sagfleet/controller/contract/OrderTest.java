package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.assertWritten;
import static dev.sagfleet.controller.contract.Samples.box;
import static dev.sagfleet.controller.contract.Samples.device;
import static dev.sagfleet.controller.contract.Samples.online;
import static dev.sagfleet.controller.contract.Samples.save;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.Listings.DeviceCriteria;
import dev.sagfleet.controller.inventory.Listings.InstanceCriteria;
import dev.sagfleet.controller.inventory.Listings.OrderCriteria;
import dev.sagfleet.controller.inventory.Listings.PlanCriteria;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order of everything that is listed, in whichever order it was saved. Texts are compared byte by byte. */
class OrderTest extends StoreContract {
    /** In the order of their bytes in UTF-8; that of chars has the last one before the one in front of it. */
    private static final List<String> IDS = List.of("B", "a", "a-1", "a1", "名", "\uFF5E", "\uD83D\uDE00");

    private static final List<String> SERIALS = List.of("-", "1", "10", "9", "Z", "_", "a");
    private static final SliceRequest ALL = new SliceRequest(Optional.empty(), 100);

    private static <T> List<T> shuffled(List<T> items) {
        List<T> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, new Random(7));
        return shuffled;
    }

    /** Those of the last half of the ids were created before the others. */
    private static long createdMillis(String id) {
        return IDS.indexOf(id) > 3 ? 1 : 2;
    }

    private static final List<String> BY_CREATION = Stream.concat(
                    IDS.subList(4, 7).stream(), IDS.subList(0, 4).stream())
            .toList();

    private <T> void assertOrder(List<String> expected, Store.Query<List<T>> query, Function<T, String> name) {
        assertRead(store, reading -> query.runOn(reading).stream().map(name).toList())
                .isEqualTo(expected);
    }

    @Test
    void instancesComeByCreationAndListsByIds() {
        save(store, transaction -> shuffled(IDS)
                .forEach(id -> transaction.instances().save(instance(id))));

        assertOrder(
                BY_CREATION,
                reading -> reading.instances().find(InstanceQuery.all(100)).items(),
                Instance::id);
        assertOrder(BY_CREATION, reading -> reading.instances().associatedWith("plan"), Instance::id);
        assertOrder(
                IDS, reading -> reading.listings().instances(anyInstance(), ALL).items(), listed -> listed.instance()
                        .id());
    }

    private static Instance instance(String id) {
        Instance box = box(id);
        return new Instance(
                id,
                box.regionId(),
                box.name(),
                box.model(),
                box.haType(),
                box.megabits(),
                0,
                box.ccnId(),
                false,
                Optional.of(new Acceleration("plan", 1)),
                createdMillis(id),
                9);
    }

    private static InstanceCriteria anyInstance() {
        return new InstanceCriteria(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void plansRulesAndCcns() {
        save(store, transaction -> shuffled(IDS).forEach(id -> {
            transaction.plans().save(new Plan(id, "region", "", 1, Optional.empty(), createdMillis(id)));
            transaction
                    .rules()
                    .save(new AccelerationRule(
                            id, createdMillis(id), "plan", "region", 1, List.of("Zoom"), -createdMillis(id)));
            transaction.ccns().save(new Ccn(id, "region", "name"));
        }));

        assertOrder(BY_CREATION, reading -> reading.plans().in("region"), Plan::id);
        assertOrder(BY_CREATION, reading -> reading.rules().of("plan"), AccelerationRule::id);
        assertOrder(IDS, reading -> reading.ccns().in("region"), Ccn::id);
        assertOrder(BY_CREATION, reading -> reading.overview().plans(), use -> use.plan()
                .id());
        PlanCriteria any = new PlanCriteria(Optional.empty(), Optional.empty(), Optional.empty());
        assertOrder(IDS, reading -> reading.listings().plans(any, ALL).items(), Plan::id);
    }

    @Test
    void ordersComeAsNumbersAndListsByIds() {
        List<String> numbers = List.of("8", "9", "10", "100");
        save(store, transaction -> shuffled(numbers).forEach(id -> transaction
                .orders()
                .save(new Order(id, "sag-1", Order.Kind.UPGRADE, 1, 2, Order.Status.UNPAID, id.equals("8") ? 6 : 5))));

        assertOrder(List.of("9", "10", "100", "8"), reading -> reading.orders().unpaidOf("sag-1"), Order::id);
        OrderCriteria any = new OrderCriteria(Optional.empty(), Optional.empty(), Optional.empty());
        assertOrder(
                List.of("10", "100", "8", "9"),
                reading -> reading.listings().orders(any, ALL).items(),
                Order::id);
    }

    @Test
    void devicesComeBySerialNumbersAndTheActiveOnesOfAnInstanceFirst() {
        List<String> standbys = List.of("1", "Z");
        save(store, transaction -> shuffled(SERIALS).forEach(serial -> transaction
                .devices()
                .save(device(serial, "sag-1")
                        .withRole(standbys.contains(serial) ? HaRole.STANDBY : HaRole.ACTIVE)
                        .withPresence(online("2.4.0", 1)))));

        assertOrder(
                List.of("-", "10", "9", "_", "a", "1", "Z"),
                reading -> reading.devices().of("sag-1"),
                device -> device.serial().text());
        assertOrder(
                SERIALS,
                reading -> reading.listings()
                        .devices(anyDevice(Optional.empty()), ALL)
                        .items(),
                listed -> listed.device().serial().text());
        assertOrder(
                SERIALS,
                reading -> reading.listings()
                        .devices(anyDevice(Optional.of("sag-1")), ALL)
                        .items(),
                listed -> listed.device().serial().text());
        assertWritten(store, transaction -> transaction.devices().onlineSinceBefore(2))
                .isEqualTo(SERIALS.stream().map(SerialNumber::new).toList());
        assertWritten(store, transaction -> transaction.devices().standbysOnline())
                .isEqualTo(standbys.stream().map(SerialNumber::new).toList());
    }

    private static DeviceCriteria anyDevice(Optional<String> instanceId) {
        return new DeviceCriteria(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                instanceId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tags.NONE);
    }

    @Test
    void aspectsComeByTheirNames() {
        SerialNumber serial = new SerialNumber("a");
        List<Command> commands = List.of(
                new ChangeRole("request", new Revision(1), HaRole.ACTIVE),
                new Dissociate("request", new Revision(1)),
                new ChangeBandwidth("request", new Revision(1), Bandwidth.ofMegabits(1)));
        save(
                store,
                transaction -> commands.forEach(
                        command -> transaction.aspects().save(DeviceAspect.unanswered(serial, command))));

        assertOrder(
                List.of("ACCELERATION", "BANDWIDTH", "ROLE"),
                reading -> reading.aspects().of(serial),
                aspect -> aspect.aspect().name());
    }

    @Test
    void firmwareComesByHowManyRunItAndThenByVersion() {
        List<String> versions = List.of("2.10.0", "2.4.0", "2.4", "2.3.9");
        save(store, transaction -> {
            transaction.devices().save(device("never-seen", "sag-1"));
            versions.forEach(version -> transaction
                    .devices()
                    .save(device("d" + versions.indexOf(version), "sag-1").withPresence(online(version, 1))));
        });

        assertOrder(
                List.of("2.4", "unknown", "2.3.9", "2.10.0"),
                reading -> reading.firmware().versions(),
                count -> count.firmware());
    }
}
