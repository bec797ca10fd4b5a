package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    private static final String UPGRADE = "UpgradeSmartAccessGateway";
    private static final String DOWNGRADE = "DowngradeSmartAccessGateway";

    /** In one call, which is carried out for all of them or for none. */
    private static final int TOGETHER = 4;

    private final Stage stage;
    private final List<InstanceBlueprint> instances;
    private final StoryCalls calls;
    private final StoryDevices devices;
    private final StoryUpgrades upgrades;

    private OneStory(Stage stage) {
        this.stage = stage;
        instances = List.copyOf(stage.blueprint().instances()); // each would be drawn anew
        calls = new StoryCalls(stage);
        devices = new StoryDevices(stage, instances, calls);
        upgrades = new StoryUpgrades(stage);
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
        return new Ending(story.calls.answers(), stage.saved().bySerial(), rows);
    }

    private void play() {
        devices.settle();
        associateAll();
        changeBandwidths();
        changeThePlans();
        cutAndBoot();
        changeFirmware();
        changeWhatIsOff();
        refuseOnTheDevice();
        failOver();
        upgrade();
        restart();
        endSome();
    }

    private void associateAll() {
        for (int i = 0; i < instances.size(); i += TOGETHER) {
            calls.associate(instances.subList(i, Math.min(i + TOGETHER, instances.size())), 1 + i % 20, 0);
        }
        each(10, 0).forEach(instance -> calls.associate(List.of(instance), 3, 0)); // is already, or may not
        devices.settle();
    }

    private void changeBandwidths() {
        each(3, 0).forEach(instance -> calls.order(DOWNGRADE, instance, StoryCalls.isApp(instance) ? 5 : 25, true));
        each(3, 1).forEach(instance -> calls.order(UPGRADE, instance, StoryCalls.isApp(instance) ? 10 : 40, true));
        each(12, 2).forEach(instance -> calls.order(UPGRADE, instance, StoryCalls.isApp(instance) ? 15 : 45, false));
        each(24, 2).forEach(calls::pay);
        each(4, 0).forEach(instance -> calls.peak(instance, 7));
        devices.settle();
    }

    private void changeThePlans() {
        calls.call(
                "UpdateApplicationBandwidthPackageBillingConfig",
                Map.of("ApplicationBandwidthPackageId", calls.planId(0), "Bandwidth", "200", "AutoPay", "true"));
        calls.call(
                "CreateApplicationAccelerationRule",
                Map.of(
                        "ApplicationBandwidthPackageId", calls.planId(0),
                        "ServiceRegionId", "eu-central-1",
                        "Bandwidth", "50",
                        "Applications", "[\"Zoom\"]"));
        devices.settle();
    }

    private void cutAndBoot() {
        devices.disturb(each(5, 1), Agent::cut);
        devices.disturb(each(7, 2), Agent::powerCycle);
        each(5, 1).forEach(instance -> calls.peak(instance, 9));
        devices.settle();
    }

    private void changeFirmware() {
        List<InstanceBlueprint> some = each(4, 3);
        devices.disturb(some, agent -> agent.changeFirmware(FirmwareVersion.parse("2.3.9")));
        some.forEach(instance -> calls.peak(instance, 11));
        devices.settle();
        devices.disturb(some, agent -> agent.changeFirmware(FirmwareVersion.parse("2.10.0")));
    }

    /** What is changed meanwhile is done as soon as they are back, as far as they still can. */
    private void changeWhatIsOff() {
        List<InstanceBlueprint> some = each(6, 4);
        some.forEach(instance -> devices.switchOff(devices.ordinary(instance)));
        devices.settle();
        some.forEach(instance -> calls.peak(instance, 4));
        some.forEach(instance -> calls.order(DOWNGRADE, instance, StoryCalls.isApp(instance) ? 5 : 12, true));
        each(12, 4).forEach(calls::dissociate);
        each(12, 4).forEach(instance -> calls.associate(List.of(instance), 2, 1));
        each(18, 4)
                .forEach(instance -> devices.on(
                        devices.ordinary(instance), agent -> agent.changeFirmware(FirmwareVersion.parse("2.3.0"))));
        some.forEach(instance -> devices.switchOn(devices.ordinary(instance)));
        devices.settle();
        devices.disturb(each(18, 4), agent -> agent.changeFirmware(FirmwareVersion.parse("2.4.1")));
    }

    private void refuseOnTheDevice() {
        calls.checkVersions(false);
        each(1, 0).stream()
                .filter(instance -> instance.devices().stream()
                        .anyMatch(device -> !device.version().acceleratesApplications()))
                .limit(12)
                .forEach(instance -> calls.associate(List.of(instance), 5, 0));
        calls.checkVersions(true);
        devices.settle();
    }

    /** Half of the pairs lose their active box, which comes back as the standby. */
    private void failOver() {
        List<InstanceBlueprint> pairs = each(2, 0).stream()
                .filter(instance -> instance.haType().isPair())
                .toList();
        List<SerialNumber> active =
                pairs.stream().map(pair -> devices.member(pair, HaRole.ACTIVE)).toList();
        active.forEach(devices::switchOff);
        devices.settle();
        pairs.forEach(pair -> calls.peak(pair, 6));
        devices.settle();
        active.forEach(devices::switchOn);
        devices.settle();
    }

    /** Some to an image that is well, some of them across 2.4.0; some fall back, and some are told to leave it. */
    private void upgrade() {
        upgrades.build();
        each(20, 6).stream().filter(StoryUpgrades::isPossible).forEach(one -> order(one, StoryUpgrades.GOOD));
        each(1, 0).stream()
                .filter(one -> StoryUpgrades.isPossible(one)
                        && !one.devices().get(0).version().acceleratesApplications())
                .limit(8)
                .forEach(one -> order(one, StoryUpgrades.GOOD));
        each(20, 8).stream().filter(StoryUpgrades::isPossible).forEach(one -> order(one, StoryUpgrades.FAULTY));
        each(20, 10).stream()
                .filter(StoryUpgrades::isPossible)
                .forEach(one -> upgrades.orderAndCancel(devices.ordinary(one)));
        devices.settle();
    }

    private void order(InstanceBlueprint instance, FirmwareVersion version) {
        upgrades.order(devices.ordinary(instance), version);
    }

    /** The controller, while some devices are off. */
    private void restart() {
        List<InstanceBlueprint> some = each(9, 5);
        some.forEach(instance -> devices.switchOff(devices.ordinary(instance)));
        devices.settle();
        devices.expectEveryoneBack();
        stage.restartController();
        devices.settle();
        some.forEach(instance -> calls.peak(instance, 8));
        some.forEach(instance -> devices.switchOn(devices.ordinary(instance)));
        devices.settle();
    }

    private void endSome() {
        each(2, 1).forEach(calls::dissociate);
        devices.settle();
    }

    /** Every so manieth instance. */
    private List<InstanceBlueprint> each(int step, int first) {
        List<InstanceBlueprint> some = new ArrayList<>();
        for (int i = first; i < instances.size(); i += step) {
            some.add(instances.get(i));
        }
        return some;
    }
}
