package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.agent.runtime.ImageBehaviour;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.simulator.fleet.DeviceImages;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The upgrades of a story: to an image that is well, to one that never passes its local checks, and one that is left. */
final class StoryUpgrades {
    static final FirmwareVersion GOOD = FirmwareVersion.parse("2.6.0");
    static final FirmwareVersion FAULTY = FirmwareVersion.parse("2.7.0");

    /** How both get on on all devices. */
    static final DeviceImages IMAGES = serial -> new ImageBehaviour() {
        @Override
        public UpdateCode checkLocally(Image image, long boot) {
            return image.version().equals(FAULTY) ? UpdateCode.LOCAL_CHECK : UpdateCode.NONE;
        }
    };

    private static final long SIZE = 1 << 20;
    private static final UpgradeWindow TOO_LATE = new UpgradeWindow(1L << 50, 1L << 51);

    private final Stage stage;
    private int orders;

    StoryUpgrades(Stage stage) {
        this.stage = stage;
    }

    void build() {
        for (FirmwareVersion version : List.of(GOOD, FAULTY)) {
            stage.build(version, SIZE, List.of(DeviceModel.SAG_100WM, DeviceModel.SAG_1000));
            stage.build(version, SIZE, List.of(DeviceModel.APP));
        }
    }

    static boolean isPossible(InstanceBlueprint instance) {
        return !instance.haType().isPair()
                && List.of(DeviceModel.SAG_100WM, DeviceModel.SAG_1000, DeviceModel.APP)
                        .contains(instance.model());
    }

    void order(SerialNumber serial, FirmwareVersion version) {
        order(serial, version, UpgradeWindow.ALWAYS);
    }

    /** Orders one whose time has not come, and leaves it once the device has spoken of it. */
    void orderAndCancel(SerialNumber serial) {
        order(serial, GOOD, TOO_LATE);
        stage.await(() ->
                Optional.of(job(serial)).filter(job -> !job.progress().isHeard()).map(FirmwareJob::toString).stream()
                        .toList());
        String name = "cancel-" + orders++;
        stage.finish(stage.commands().run(name, transaction -> stage.upgrades().cancel(transaction, serial, name, 0)));
    }

    private FirmwareJob job(SerialNumber serial) {
        return stage.finish(stage.store().read(reading -> reading.jobs().latest(serial)))
                .orElseThrow();
    }

    private void order(SerialNumber serial, FirmwareVersion version, UpgradeWindow window) {
        String name = "order-" + orders++;
        long nowMillis = stage.nowMillis();
        stage.finish(stage.store().write(transaction -> {
            Device device = transaction.devices().require(serial);
            var image = transaction.images().find(device.model(), version).orElseThrow();
            var order = new UpgradeOrder(
                    serial,
                    image.digest(),
                    FirmwareJob.Origin.CONTROL,
                    window,
                    Optional.of(Duration.ofMinutes(10)),
                    false);
            return stage.upgrades().order(transaction, order, name, nowMillis);
        }));
    }

    /** A job without its times, and what it names an image by: that is another one where no bytes are. */
    static String text(FirmwareJob job) {
        JobProgress progress = job.progress();
        return "job " + job.serial() + " " + job.id() + " attempt=" + job.attempt() + " " + job.version() + " "
                + job.state() + " " + progress.code() + " " + job.hasSucceeded() + " excused=" + job.excused();
    }
}
