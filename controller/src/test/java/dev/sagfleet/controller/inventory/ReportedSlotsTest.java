package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.OLD;
import static dev.sagfleet.controller.inventory.UpgradingBox.OLD_DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a device says of its slots, in as little room as it takes. */
class ReportedSlotsTest {
    private static ReportedSlots slots(Optional<FirmwareReport> report) {
        return ReportedSlots.of(UpgradingBox.hello("boot-1", Holdings.NONE, report));
    }

    private static void assertRemembered(FirmwareReport report) {
        ReportedSlots slots = slots(Optional.of(report));
        assertThat(ReportedSlots.of(slots.text())).isEqualTo(slots);
        assertThat(slots.knowsUpgrades()).isTrue();
        assertThat(slots.report(DeviceModel.SAG_1000, report.running().version().orElseThrow()))
                .contains(new FirmwareReport(report.slotA(), report.slotB(), report.runs(), Optional.empty()));
    }

    private static FirmwareProgress progress(String job, long sequence) {
        return new FirmwareProgress(job, 2, 3, sequence, UpdateState.DOWNLOADING, 7, UpdateCode.NONE, OLD_DIGEST);
    }

    @Test
    void whatIsInTheSlotsComesBack() {
        assertRemembered(UpgradingBox.report(Optional.empty()));
        assertRemembered(UpgradingBox.running(IMAGE, SlotStatus.TRYING, Optional.empty()));
        assertRemembered(UpgradingBox.running(IMAGE, SlotStatus.GOOD, Optional.of(progress("any job at all", 1))));
        var slot = new SlotReport(SlotStatus.BAD, Optional.of(IMAGE.version()), Optional.of(IMAGE.digest()));
        assertRemembered(new FirmwareReport(
                slot,
                new SlotReport(SlotStatus.GOOD, Optional.of(OLD), Optional.of(OLD_DIGEST)),
                Slot.B,
                Optional.empty()));
    }

    @Test
    void devicesAsTheyLeftTheFactoryShareOneText() {
        ReportedSlots factory = slots(Optional.of(UpgradingBox.report(Optional.empty())));

        assertThat(factory).isSameAs(ReportedSlots.of(factory.text()));
        assertThat(factory.text()).hasSizeLessThan(10);
    }

    @Test
    void aDeviceThatSaysNothingKnowsNoUpgrades() {
        assertThat(slots(Optional.empty())).isSameAs(ReportedSlots.UNKNOWN);
        assertThat(ReportedSlots.UNKNOWN.knowsUpgrades()).isFalse();
        assertThat(ReportedSlots.UNKNOWN.report(DeviceModel.SAG_1000, OLD)).isEmpty();
    }

    @Test
    void anotherWordOfTheJobIsAnotherText() {
        ReportedSlots none = slots(Optional.of(UpgradingBox.report(Optional.empty())));
        ReportedSlots first = slots(Optional.of(UpgradingBox.report(Optional.of(progress("fw-1", 1)))));
        ReportedSlots second = slots(Optional.of(UpgradingBox.report(Optional.of(progress("fw-1", 2)))));
        ReportedSlots ofAnother = slots(Optional.of(UpgradingBox.report(Optional.of(progress("fw-2", 2)))));

        assertThat(none).isNotEqualTo(first);
        assertThat(first).isNotEqualTo(second);
        assertThat(second).isNotEqualTo(ofAnother);
    }
}
