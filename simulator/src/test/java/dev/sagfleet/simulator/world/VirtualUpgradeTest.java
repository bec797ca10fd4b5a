package dev.sagfleet.simulator.world;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Upgrades of which only the number of bytes travels, on virtual time. */
class VirtualUpgradeTest {
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");
    private static final FirmwareVersion OLD = FirmwareVersion.parse("2.3.9");
    private static final long SIZE = 64L << 20;

    /**
     * What one upgrade comes to: the order, the link, an answer and an end of the download, a dozen records on the flash
     * with the reports of them, two boots' worth of connecting. None of it grows with the size of the image.
     */
    private static final int EVENTS_OF_ONE_MAX = 75;

    private final UpgradeStage stage = new UpgradeStage(
            """
            region: cn-shanghai
            ccn: {name: ccn}
            plans:
              - {name: plan, bandwidth: 1000}
            instances:
              - {model: SAG-100WM, count: 500, bandwidth: 20, firmware: 2.4.0}
              - {model: SAG-1000, count: 400, bandwidth: 200, firmware: 2.4.0}
              - {model: APP, count: 20, users: 5, firmware: 2.4.0}
            """);

    @Test
    void aFleetOfBoxesAndAppClientsIsUpgradedWithFewEvents() {
        stage.build(NEW, SIZE, DeviceModel.SAG_100WM, DeviceModel.SAG_1000);
        stage.build(NEW, SIZE, DeviceModel.APP);
        List<SerialNumber> suspended = stage.devices(DeviceModel.SAG_1000).stream()
                .map(DeviceBlueprint::serial)
                .limit(20)
                .toList();
        suspended.forEach(stage::associate);
        suspended.forEach(serial -> stage.world().agent(serial).changeFirmware(OLD));
        stage.advance(Duration.ofMinutes(5));
        assertThat(suspended)
                .allSatisfy(serial ->
                        assertThat(stage.state(serial).rates().acceleration()).isEmpty());
        long before = stage.world().time().events();

        List<SerialNumber> all =
                stage.devices().stream().map(DeviceBlueprint::serial).toList();
        assertThat(all).hasSize(1_000);
        all.forEach(serial -> stage.order(serial, NEW));
        stage.runUntilNoJobIsOpen(Duration.ofHours(3));

        long events = (stage.world().time().events() - before) / all.size();
        Map<UpdateState, Long> ends =
                all.stream().map(stage::job).collect(groupingBy(FirmwareJob::state, TreeMap::new, counting()));
        assertThat(ends).containsExactly(Map.entry(UpdateState.COMMITTED, 1_000L));
        for (DeviceBlueprint device : stage.devices()) {
            DeviceState state = stage.state(device.serial());
            FirmwareState firmware =
                    stage.world().agent(device.serial()).firmware().orElseThrow();
            boolean isApp = device.model() == DeviceModel.APP;
            assertThat(state.firmware()).isEqualTo(NEW);
            assertThat(firmware.slots().running().status()).isEqualTo(SlotStatus.GOOD);
            assertThat(firmware.slots().other().status()).isEqualTo(isApp ? SlotStatus.EMPTY : SlotStatus.GOOD);
            assertThat(firmware.image().digest())
                    .isEqualTo(stage.image(device.model(), NEW).digest());
        }
        assertThat(suspended)
                .allSatisfy(serial ->
                        assertThat(stage.state(serial).rates().acceleration()).isPresent());
        assertThat(events).as("events of one upgrade").isLessThan(EVENTS_OF_ONE_MAX);
    }

    @Test
    void anImageTakesAsManyEventsHoweverLargeItIs() {
        FirmwareVersion later = FirmwareVersion.parse("2.6.0");
        stage.build(NEW, 1 << 20, DeviceModel.SAG_1000);
        stage.build(later, 1 << 30, DeviceModel.SAG_1000);
        SerialNumber serial = stage.devices(DeviceModel.SAG_1000).get(0).serial();

        stage.advance(Duration.ofMinutes(15)); // until nothing is left of their coming
        long small = stage.eventsOf(() -> stage.order(serial, NEW));
        long large = stage.eventsOf(() -> stage.order(serial, later));

        assertThat(stage.job(serial).state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(small).isLessThan(EVENTS_OF_ONE_MAX);
        assertThat(large).isCloseTo(small, within(5L));
    }
}
