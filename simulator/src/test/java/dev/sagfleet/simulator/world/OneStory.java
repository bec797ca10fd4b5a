package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What happens to 200 devices, one step after the other; each waits until all that follows from it is over. */
final class OneStory {
    static final FleetDefinition FLEET = new FleetDefinition(
            "story.yaml",
            """
            region: cn-shanghai
            ccn: {name: ccn}
            plans:
              - {name: large, bandwidth: 100}
              - {name: small, bandwidth: 30}
            instances:
              - {model: SAG-100WM, count: 60, bandwidth: 20, firmware: 2.4.0}
              - {model: SAG-100WM, count: 20, bandwidth: 20, firmware: 2.3.1.1}
              - {model: SAG-100WM, count: 12, bandwidth: 50, ha: warm_backup, firmware: 2.4.0}
              - {model: SAG-100WM, count: 12, bandwidth: 50, ha: cold_backup, firmware: {2.3.1.1: 50%, 2.4.0: 50%}, mixed: true}
              - {model: SAG-1000, count: 20, bandwidth: 200, firmware: 2.4.0}
              - {model: SAG-VCPE, count: 12, bandwidth: 100, firmware: 2.4.0}
              - {model: APP, count: 8, users: 5, firmware: 2.4.0}
            """,
            1);

    private static final String ASSOCIATE = "AssociateSmartAGWithApplicationBandwidthPackage";
    private static final String DISSOCIATE = "DissociateSmartAGFromApplicationBandwidthPackage";
    private static final String UPDATE = "UpdateSmartAGAccelerateConfig";
    private static final String UPGRADE = "UpgradeSmartAccessGateway";
    private static final String DOWNGRADE = "DowngradeSmartAccessGateway";

    /** In one call, which is carried out for all of them or for none. */
    private static final int TOGETHER = 4;

    private final Stage stage;
    private final List<InstanceBlueprint> instances;
    private final List<String> answers = new ArrayList<>();
    private final Set<SerialNumber> off = new LinkedHashSet<>();
    private final Map<SerialNumber, Long> epochsAtLeast = new LinkedHashMap<>();

    private OneStory(Stage stage) {
        this.stage = stage;
        instances = List.copyOf(stage.blueprint().instances()); // each would be drawn anew
    }

    /**
     * How the story has ended.
     *
     * @param answers to all calls: the code of the error, or nothing
     * @param states that each device has saved, one after the other
     * @param rows of the inventory
     */
    record Ending(List<String> answers, Map<SerialNumber, List<String>> states, List<String> rows) {}

    static Ending playOn(Stage stage) {
        var story = new OneStory(stage);
        story.play();
        List<String> rows = stage.finish(stage.store().read(reading -> StageRows.of(reading, story.instances)));
        return new Ending(story.answers, stage.saved().bySerial(), rows);
    }

    private void play() {
        settle();
        associateAll();
        changeBandwidths();
        changeThePlans();
        cutAndBoot();
        changeFirmware();
        changeWhatIsOff();
        refuseOnTheDevice();
        failOver();
        restart();
        endSome();
    }

    private void associateAll() {
        for (int i = 0; i < instances.size(); i += TOGETHER) {
            associate(instances.subList(i, Math.min(i + TOGETHER, instances.size())), 1 + i % 20, 0);
        }
        each(10, 0).forEach(instance -> associate(List.of(instance), 3, 0)); // is already, or may not
        settle();
    }

    private void changeBandwidths() {
        each(3, 0).forEach(instance -> order(DOWNGRADE, instance, isApp(instance) ? 5 : 25, true));
        each(3, 1).forEach(instance -> order(UPGRADE, instance, isApp(instance) ? 10 : 40, true));
        each(12, 2).forEach(instance -> order(UPGRADE, instance, isApp(instance) ? 15 : 45, false));
        each(24, 2).forEach(this::pay);
        each(4, 0).forEach(instance -> peak(instance, 7));
        settle();
    }

    private void changeThePlans() {
        call(
                "UpdateApplicationBandwidthPackageBillingConfig",
                Map.of("ApplicationBandwidthPackageId", planId(0), "Bandwidth", "200", "AutoPay", "true"));
        call(
                "CreateApplicationAccelerationRule",
                Map.of(
                        "ApplicationBandwidthPackageId", planId(0),
                        "ServiceRegionId", "eu-central-1",
                        "Bandwidth", "50",
                        "Applications", "[\"Zoom\"]"));
        settle();
    }

    private void cutAndBoot() {
        comesBack(each(5, 1), Agent::cut);
        comesBack(each(7, 2), Agent::powerCycle);
        each(5, 1).forEach(instance -> peak(instance, 9));
        settle();
    }

    private void changeFirmware() {
        List<InstanceBlueprint> some = each(4, 3);
        comesBack(some, agent -> agent.changeFirmware(FirmwareVersion.parse("2.3.9")));
        some.forEach(instance -> peak(instance, 11));
        settle();
        comesBack(some, agent -> agent.changeFirmware(FirmwareVersion.parse("2.10.0")));
    }

    /** What is changed meanwhile is done as soon as they are back, as far as they still can. */
    private void changeWhatIsOff() {
        List<InstanceBlueprint> some = each(6, 4);
        some.forEach(instance -> switchOff(ordinary(instance)));
        settle();
        some.forEach(instance -> peak(instance, 4));
        some.forEach(instance -> order(DOWNGRADE, instance, isApp(instance) ? 5 : 12, true));
        each(12, 4).forEach(this::dissociate);
        each(12, 4).forEach(instance -> associate(List.of(instance), 2, 1));
        each(18, 4)
                .forEach(instance ->
                        on(ordinary(instance), agent -> agent.changeFirmware(FirmwareVersion.parse("2.3.0"))));
        some.forEach(instance -> switchOn(ordinary(instance)));
        settle();
        comesBack(each(18, 4), agent -> agent.changeFirmware(FirmwareVersion.parse("2.4.1")));
    }

    private void refuseOnTheDevice() {
        checkVersions(false);
        each(1, 0).stream()
                .filter(instance -> instance.devices().stream()
                        .anyMatch(device -> !device.version().acceleratesApplications()))
                .limit(12)
                .forEach(instance -> associate(List.of(instance), 5, 0));
        checkVersions(true);
        settle();
    }

    /** Half of the pairs lose their active box, which comes back as the standby. */
    private void failOver() {
        List<InstanceBlueprint> pairs = each(2, 0).stream()
                .filter(instance -> instance.haType().isPair())
                .toList();
        List<SerialNumber> active =
                pairs.stream().map(pair -> member(pair, HaRole.ACTIVE)).toList();
        active.forEach(this::switchOff);
        settle();
        pairs.forEach(pair -> peak(pair, 6));
        settle();
        active.forEach(this::switchOn);
        settle();
    }

    /** The controller, while some devices are off. */
    private void restart() {
        List<InstanceBlueprint> some = each(9, 5);
        some.forEach(instance -> switchOff(ordinary(instance)));
        settle();
        everyoneComesBack();
        stage.restartController();
        settle();
        some.forEach(instance -> peak(instance, 8));
        some.forEach(instance -> switchOn(ordinary(instance)));
        settle();
    }

    private void endSome() {
        each(2, 1).forEach(this::dissociate);
        settle();
    }

    /** Every so manieth instance. */
    private List<InstanceBlueprint> each(int step, int first) {
        List<InstanceBlueprint> some = new ArrayList<>();
        for (int i = first; i < instances.size(); i += step) {
            some.add(instances.get(i));
        }
        return some;
    }

    private static boolean isApp(InstanceBlueprint instance) {
        return instance.model() == DeviceModel.APP;
    }

    private String planId(int plan) {
        return stage.blueprint().plans().get(plan).id();
    }

    private void associate(List<InstanceBlueprint> some, int megabits, int plan) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("ApplicationBandwidthPackageId", planId(plan));
        for (int i = 0; i < some.size(); i++) {
            parameters.put(
                    "AssociateConfigs." + (i + 1) + ".SmartAGId", some.get(i).id());
            parameters.put("AssociateConfigs." + (i + 1) + ".Bandwidth", Integer.toString(megabits));
        }
        call(ASSOCIATE, parameters);
    }

    private void dissociate(InstanceBlueprint instance) {
        call(DISSOCIATE, Map.of("ApplicationBandwidthPackageId", planId(0), "SmartAGId", instance.id()));
    }

    private void peak(InstanceBlueprint instance, int megabits) {
        call(UPDATE, Map.of("SmartAGId", instance.id(), "Bandwidth", Integer.toString(megabits)));
    }

    private void order(String action, InstanceBlueprint instance, int amount, boolean isPaid) {
        call(
                action,
                Map.of(
                        "SmartAGId",
                        instance.id(),
                        "AutoPay",
                        Boolean.toString(isPaid),
                        isApp(instance) ? "UserCount" : "BandWidthSpec",
                        Integer.toString(amount),
                        "DataPlan",
                        "5"));
    }

    private void call(String action, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("RegionId", stage.blueprint().regionId());
        answers.add(action + " " + all + ": " + stage.call(action, all));
    }

    /** As the control API does. */
    private void pay(InstanceBlueprint instance) {
        stage.finish(stage.store().read(reading -> reading.orders().unpaidOf(instance.id())))
                .forEach(order -> answers.add("pay "
                        + stage.finish(stage.commands()
                                .run("pay", transaction -> BandwidthOrders.pay(transaction, order.id(), "pay"))
                                .handle((paid, failure) -> order.id() + " " + (failure == null)))));
    }

    private void checkVersions(boolean isOn) {
        stage.finish(stage.store().write(transaction -> {
            transaction.settings().save(new Settings(isOn));
            return isOn;
        }));
    }

    /** A device that is gone for a moment without another one taking its place. */
    private SerialNumber ordinary(InstanceBlueprint instance) {
        return instance.haType().isPair()
                ? member(instance, HaRole.STANDBY)
                : instance.devices().get(0).serial();
    }

    private SerialNumber member(InstanceBlueprint pair, HaRole role) {
        return stage.finish(stage.store().read(reading -> reading.devices().of(pair.id()))).stream()
                .filter(device -> device.role() == role)
                .map(Device::serial)
                .findFirst()
                .orElseThrow();
    }

    /** Has something done to a device of each, after which it connects anew. */
    private void comesBack(List<InstanceBlueprint> some, Consumer<Agent> what) {
        some.forEach(instance -> {
            SerialNumber serial = ordinary(instance);
            epochsAtLeast.put(serial, epoch(serial) + 1);
            on(serial, what);
        });
        settle();
    }

    private void everyoneComesBack() {
        instances.stream()
                .flatMap(instance -> instance.devices().stream())
                .map(DeviceBlueprint::serial)
                .filter(Predicate.not(off::contains))
                .forEach(serial -> epochsAtLeast.put(serial, epoch(serial) + 1));
    }

    private long epoch(SerialNumber serial) {
        return stage.finish(stage.store().read(reading -> reading.devices().find(serial)))
                .orElseThrow()
                .presence()
                .epoch();
    }

    private void switchOff(SerialNumber serial) {
        off.add(serial);
        on(serial, Agent::disconnect);
    }

    private void switchOn(SerialNumber serial) {
        off.remove(serial);
        on(serial, Agent::reconnect);
    }

    private void on(SerialNumber serial, Consumer<Agent> what) {
        if (!stage.fleet().with(serial, what)) {
            throw new IllegalArgumentException("serial: " + serial + " (expected: a known one)");
        }
    }

    /** Waits until every device is off or has nothing left to do, and the inventory knows it. */
    private void settle() {
        stage.await(() -> {
            Map<SerialNumber, DeviceState> states = new LinkedHashMap<>();
            for (InstanceBlueprint instance : instances) {
                for (DeviceBlueprint device : instance.devices()) {
                    states.put(device.serial(), stage.finish(stage.fleet().stateOf(device.serial())));
                }
            }
            return stage.finish(stage.store().read(reading -> unsettled(reading, states)));
        });
    }

    private List<String> unsettled(Reading reading, Map<SerialNumber, DeviceState> states) {
        List<String> unsettled = new ArrayList<>();
        states.forEach((serial, state) -> {
            boolean isSettled = off.contains(serial)
                    ? !reading.devices().find(serial).orElseThrow().presence().online()
                    : StageRows.isSettled(reading, serial, state, epochsAtLeast.getOrDefault(serial, 1L));
            if (!isSettled) {
                unsettled.add("after " + answers.size() + " calls: "
                        + reading.devices().find(serial) + " "
                        + reading.aspects().of(serial) + " " + state);
            }
        });
        return unsettled;
    }
}
