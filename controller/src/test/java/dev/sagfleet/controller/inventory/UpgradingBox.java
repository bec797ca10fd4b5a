package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.RUN;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.contract.Samples;
import dev.sagfleet.controller.inventory.Connections.Admission;
import java.util.List;
import java.util.Optional;

/** One SAG-1000 with 2.4.0 that knows upgrades, and images for it. What it says is said by hand. */
public final class UpgradingBox {
    public static final SerialNumber SERIAL = new SerialNumber("box1");
    public static final FirmwareVersion OLD = FirmwareVersion.parse("2.4.0");
    public static final Digest OLD_DIGEST = Digest.ofFactory(DeviceModel.SAG_1000, OLD);

    /** 2.5.0 for boxes. */
    public static final FirmwareImage IMAGE = image("2.5.0", DeviceModel.SAG_1000, DeviceModel.SAG_100WM);

    /** 2.6.0 for boxes. */
    public static final FirmwareImage NEWER = image("2.6.0", DeviceModel.SAG_1000, DeviceModel.SAG_100WM);

    /** As much of a link as there is to see. */
    public static final DownloadLinks LINKS =
            (serial, image, job, nowMillis) -> "/firmware/" + image + "?job=" + job + "&at=" + nowMillis;

    public static final Upgrades UPGRADES = new Upgrades(LINKS);

    private final StoredInventory inventory;
    private long sequence;

    /** Registers it, with the images, and does not connect it. */
    public UpgradingBox(StoredInventory inventory) {
        this.inventory = inventory;
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.NO_BACKUP), SERIAL.text());
        inventory.change(transaction -> List.of(IMAGE, NEWER).forEach(transaction.images()::save));
    }

    public static FirmwareImage image(String version, DeviceModel... models) {
        return Samples.image(
                Digest.ofText("image " + version),
                List.of(models),
                version,
                Optional.empty(),
                FirmwareImage.State.AVAILABLE,
                NOW);
    }

    /** What it says as it left the factory, or with a job while the old image runs. */
    public static FirmwareReport report(Optional<FirmwareProgress> job) {
        var slot = new SlotReport(SlotStatus.GOOD, Optional.of(OLD), Optional.of(OLD_DIGEST));
        return new FirmwareReport(slot, SlotReport.EMPTY, Slot.A, job);
    }

    /** What it says once it runs another image from the other slot. */
    public static FirmwareReport running(FirmwareImage image, SlotStatus status, Optional<FirmwareProgress> job) {
        var old = new SlotReport(SlotStatus.GOOD, Optional.of(OLD), Optional.of(OLD_DIGEST));
        var other = new SlotReport(status, Optional.of(image.version()), Optional.of(image.digest()));
        return new FirmwareReport(old, other, Slot.B, job);
    }

    public static Hello hello(String bootId, Holdings held, Optional<FirmwareReport> report) {
        FirmwareVersion firmware =
                report.flatMap(said -> said.running().version()).orElse(OLD);
        return new Hello(SERIAL, Optional.empty(), DeviceModel.SAG_1000, firmware, bootId, held, report, false);
    }

    /** Connects it as it left the factory. */
    public Admission connect() {
        return admit(hello("boot-1", Holdings.NONE, Optional.of(report(Optional.empty()))), NOW);
    }

    /** Connects it with a job, while the old image runs. */
    public Admission connect(Holdings held, FirmwareProgress job) {
        return admit(hello("boot-1", held, Optional.of(report(Optional.of(job)))), NOW);
    }

    public Admission admit(Hello hello, long nowMillis) {
        return admit(hello, new Incarnation(RUN, false), nowMillis);
    }

    public Admission admit(Hello hello, Incarnation incarnation, long nowMillis) {
        return inventory.write(transaction -> Connections.admit(transaction, hello, incarnation, nowMillis));
    }

    public FirmwareJob order(FirmwareImage image) {
        return order(UpgradeOrder.now(SERIAL, image.digest(), FirmwareJob.Origin.CONTROL))
                .job();
    }

    public Upgrades.Ordered order(UpgradeOrder order) {
        return inventory.write(transaction -> UPGRADES.order(transaction, order, "call", NOW));
    }

    /** What it says next of a job, in its first boot, while the old image runs. */
    public FirmwareProgress progress(FirmwareJob job, UpdateState state, int percent) {
        sequence++;
        return new FirmwareProgress(job.id(), job.attempt(), 1, sequence, state, percent, UpdateCode.NONE, OLD_DIGEST);
    }

    public JobReports.Recorded record(FirmwareProgress said) {
        return record(said, new Incarnation(RUN, false), NOW + 1);
    }

    public JobReports.Recorded record(FirmwareProgress said, Incarnation incarnation, long nowMillis) {
        return inventory.write(transaction -> JobReports.record(transaction, SERIAL, said, incarnation, nowMillis));
    }

    /** That it has applied the latest revision of an aspect. */
    public void apply(Aspect aspect) {
        Revision revision = inventory.desired(SERIAL.text(), aspect).revision();
        inventory.change(transaction -> Connections.answered(transaction, SERIAL, aspect, revision, Optional.empty()));
    }

    public static Holdings holding(Aspect aspect, long revision) {
        return Holdings.NONE.with(aspect, new AspectStatus(new Revision(revision), false));
    }

    public FirmwareJob job(FirmwareJob known) {
        return inventory
                .read(reading -> reading.jobs().find(SERIAL, known.number()))
                .orElseThrow();
    }

    public List<FirmwareJob> jobs() {
        return inventory.read(reading -> reading.jobs().of(SERIAL));
    }
}
