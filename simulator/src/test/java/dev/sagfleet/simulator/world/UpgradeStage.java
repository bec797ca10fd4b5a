package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.controller.firmware.ImageDescription;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.delay.TypicalDelays;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.DeviceImages;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.virtual.LineConditions;
import dev.sagfleet.simulator.virtual.VirtualController;
import dev.sagfleet.simulator.virtual.VirtualFlash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A fleet on virtual time whose devices are upgraded; all of them are online from the beginning. */
final class UpgradeStage {
    private final VirtualWorld world;
    private final List<InstanceBlueprint> instances;
    private int orders;

    UpgradeStage(String fleet) {
        this(fleet, DownloadSettings.DEFAULT, DeviceImages.WELL);
    }

    UpgradeStage(String fleet, DownloadSettings downloads, DeviceImages images) {
        world = VirtualWorld.start(new VirtualWorld.Setup(
                new FleetDefinition("upgrades.yaml", fleet, 1).blueprint(),
                1,
                Backoff.DEFAULT,
                TypicalDelays.TABLE,
                LineConditions.of(5_000_000, 20_000_000, (serial, sent) -> (sent % 7) / 7.0),
                VirtualFlash.Conditions.PERFECT,
                new VirtualController.Setup(
                                SessionTiming.DEFAULT,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(30),
                                CommitConditions.steady(Duration.ofMillis(2)))
                        .withDownloads(downloads),
                VirtualWorld.Clock.RIGHT,
                images));
        instances = List.copyOf(world.blueprint().instances()); // each would be drawn anew
        awaitAll();
    }

    /** Lets time pass until all devices are online. */
    void awaitAll() {
        int count = devices().size();
        assertThat(world.time().runUntil(() -> world.core().sessions().onlineCount() == count, Duration.ofHours(1)))
                .isTrue();
        advance(Duration.ofSeconds(1));
    }

    VirtualWorld world() {
        return world;
    }

    List<DeviceBlueprint> devices() {
        return instances.stream()
                .flatMap(instance -> instance.devices().stream())
                .toList();
    }

    List<DeviceBlueprint> devices(DeviceModel model) {
        return devices().stream().filter(device -> device.model() == model).toList();
    }

    void advance(Duration span) {
        world.time().advance(span);
    }

    FirmwareImage build(FirmwareVersion version, long bytes, DeviceModel... models) {
        var description =
                new ImageDescription(List.of(models), version, Optional.empty(), 0, SigningKeys.PRIMARY, List.of());
        return world.finish(
                world.catalogue().build(description, bytes, 0, world.clock().millis()));
    }

    FirmwareImage image(DeviceModel model, FirmwareVersion version) {
        return world.finish(
                        world.core().store().read(reading -> reading.images().find(model, version)))
                .orElseThrow();
    }

    FirmwareJob order(SerialNumber serial, FirmwareVersion version) {
        DeviceModel model = devices().stream()
                .filter(device -> device.serial().equals(serial))
                .findFirst()
                .orElseThrow()
                .model();
        var order = UpgradeOrder.now(serial, image(model, version).digest(), FirmwareJob.Origin.CONTROL);
        return world.finish(world.core().store().write(transaction -> world.core()
                .upgrades()
                .order(transaction, order, "order-" + orders++, world.clock().millis())
                .job()));
    }

    FirmwareJob job(SerialNumber serial) {
        return world.finish(world.core().store().read(reading -> reading.jobs().latest(serial)))
                .orElseThrow();
    }

    void runUntilNoJobIsOpen(Duration most) {
        long endNanos = world.time().nowNanos() + most.toNanos();
        while (openJobs() > 0 && world.time().nowNanos() < endNanos) {
            advance(Duration.ofMinutes(1));
        }
        assertThat(openJobs()).as("jobs that are open").isZero();
    }

    private long openJobs() {
        List<DeviceBlueprint> all = devices();
        return world.finish(world.core().store().read(reading -> all.stream()
                .filter(device -> reading.jobs()
                        .latest(device.serial())
                        .filter(FirmwareJob::isOpen)
                        .isPresent())
                .count()));
    }

    /** How many events there are until what is ordered is over. */
    long eventsOf(Runnable order) {
        long before = world.time().events();
        order.run();
        runUntilNoJobIsOpen(Duration.ofHours(3));
        return world.time().events() - before;
    }

    DeviceState state(SerialNumber serial) {
        return world.finish(world.fleet().stateOf(serial));
    }

    /** Gives the instance of a device an acceleration of 10 Mbit/s. */
    void associate(SerialNumber serial) {
        String instance = instances.stream()
                .filter(known -> known.devices().stream()
                        .anyMatch(device -> device.serial().equals(serial)))
                .findFirst()
                .orElseThrow()
                .id();
        var parameters = new TreeMap<>(Map.of(
                "RegionId",
                world.blueprint().regionId(),
                "ApplicationBandwidthPackageId",
                world.blueprint().plans().get(0).id(),
                "AssociateConfigs.1.SmartAGId",
                instance,
                "AssociateConfigs.1.Bandwidth",
                "10"));
        var request = new RpcRequest(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                "root",
                Parameters.of(parameters),
                ResponseFormat.JSON);
        world.finish(world.core()
                .actions()
                .run(request, "request-" + orders++, world.clock().instant()));
    }
}
