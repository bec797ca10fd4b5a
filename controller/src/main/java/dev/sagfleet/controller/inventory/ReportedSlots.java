package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SlotStatus;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a device has last said of its slots, and which word of its job came with it, as a text that takes little room:
 * most devices run what they left the factory with, and all of those share one.
 *
 * <p>It is the slot that runs, then of slot A and of slot B the status, the version and the digest, without the last two
 * if the slot is empty and with {@code -} for the digest of a factory; then of the job the attempt, boot, sequence and
 * name.
 *
 * @param text empty for a device that knows no upgrades, or was never seen
 */
public record ReportedSlots(String text) {
    public static final ReportedSlots UNKNOWN = new ReportedSlots("");

    /** In slot A what a device of its model with its version left the factory with, nothing else, and no job. */
    private static final ReportedSlots FACTORY = new ReportedSlots("factory");

    private static final String OF_FACTORY = "-";

    public ReportedSlots {
        requireNonNull(text, "text");
    }

    /** What {@link #text} was. */
    public static ReportedSlots of(String text) {
        return text.equals(FACTORY.text) ? FACTORY : text.isEmpty() ? UNKNOWN : new ReportedSlots(text);
    }

    /** Those that a Hello tells of. */
    public static ReportedSlots of(Hello hello) {
        if (hello.report().isEmpty()) {
            return UNKNOWN;
        }
        FirmwareReport report = hello.report().get();
        return isOfFactory(report, hello) ? FACTORY : new ReportedSlots(format(report, hello.model()));
    }

    /** Whether the device knows upgrades; not if it was never seen. */
    public boolean knowsUpgrades() {
        return !text.isEmpty();
    }

    /**
     * What is in the slots, without the job; nothing if the device knows no upgrades.
     *
     * @param firmware what the device runs
     */
    public Optional<FirmwareReport> report(DeviceModel model, FirmwareVersion firmware) {
        if (!knowsUpgrades()) {
            return Optional.empty();
        }
        if (equals(FACTORY)) {
            return Optional.of(
                    new FirmwareReport(ofFactory(model, firmware), SlotReport.EMPTY, Slot.A, Optional.empty()));
        }
        Iterator<String> words = List.of(text.split(" ", -1)).iterator();
        Slot runs = Slot.valueOf(words.next());
        return Optional.of(new FirmwareReport(readSlot(words, model), readSlot(words, model), runs, Optional.empty()));
    }

    private static boolean isOfFactory(FirmwareReport report, Hello hello) {
        return report.job().isEmpty()
                && report.runs() == Slot.A
                && report.slotB().status() == SlotStatus.EMPTY
                && isOfFactory(report.slotA(), hello);
    }

    private static boolean isOfFactory(SlotReport slot, Hello hello) {
        FirmwareVersion version = hello.firmware();
        return slot.status() == SlotStatus.GOOD
                && slot.version().isPresent()
                && slot.version().get().equals(version)
                && slot.digest().isPresent()
                && slot.digest().get().equals(Digest.ofFactory(hello.model(), version));
    }

    private static SlotReport ofFactory(DeviceModel model, FirmwareVersion version) {
        return new SlotReport(SlotStatus.GOOD, Optional.of(version), Optional.of(Digest.ofFactory(model, version)));
    }

    private static String format(FirmwareReport report, DeviceModel model) {
        return report.runs().name()
                + formatSlot(report.slotA(), model)
                + formatSlot(report.slotB(), model)
                + report.job().map(ReportedSlots::formatJob).orElse("");
    }

    private static String formatSlot(SlotReport slot, DeviceModel model) {
        return ' '
                + slot.status().name()
                + slot.version()
                        .map(version ->
                                " " + version + ' ' + formatDigest(slot.digest().orElseThrow(), model, version))
                        .orElse("");
    }

    private static String formatDigest(Digest digest, DeviceModel model, FirmwareVersion version) {
        return digest.equals(Digest.ofFactory(model, version)) ? OF_FACTORY : digest.hex();
    }

    private static String formatJob(FirmwareProgress job) {
        return " " + job.attempt() + ' ' + job.boot() + ' ' + job.sequence() + ' ' + job.job();
    }

    private static SlotReport readSlot(Iterator<String> words, DeviceModel model) {
        SlotStatus status = SlotStatus.valueOf(words.next());
        if (status == SlotStatus.EMPTY) {
            return SlotReport.EMPTY;
        }
        FirmwareVersion version = FirmwareVersion.parse(words.next());
        String digest = words.next();
        return new SlotReport(
                status,
                Optional.of(version),
                Optional.of(digest.equals(OF_FACTORY) ? Digest.ofFactory(model, version) : new Digest(digest)));
    }
}
