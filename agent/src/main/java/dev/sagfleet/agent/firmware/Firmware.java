package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import java.util.List;

/** Decides what the firmware of a device does about an event. Pure: what is to be done leaves it as effects. */
public final class Firmware {
    /** How often a download is written down: each 4 MiB. */
    public static final long CHECKPOINT_BYTES = 4L << 20;

    /** What is so after an event, and what must now be done, in this order. */
    public record Step(FirmwareBoot next, List<FirmwareEffect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /** Switches a device on whose flash has kept this. The image that the boot loader picks has then yet to start. */
    public static Step powerOn(FirmwareState kept) {
        FirmwareState loaded = BootLoader.start(kept);
        return new Step(
                FirmwareBoot.of(loaded), List.of(new FirmwareEffect.Persist(loaded), new FirmwareEffect.Start()));
    }

    /**
     * What comes of an event. One that does not fit is passed over.
     *
     * @param nowNanos elapsed time, on the clock of the device's loop
     * @param nowMillis the device's wall clock, in milliseconds since 1970; it may be wrong, and jump
     */
    public static Step step(
            FirmwareSetup setup, FirmwareBoot boot, FirmwareEvent event, long nowNanos, long nowMillis) {
        return event.deliverTo(new FirmwareRules(new Turn(setup, boot, nowNanos, nowMillis)));
    }

    /** What the Hello says, after {@link FirmwareEvent.Connected}. An app client has one slot to speak of. */
    public static FirmwareReport report(DeviceModel model, FirmwareBoot boot) {
        Slots slots = boot.state().slots();
        if (model == DeviceModel.APP) {
            return new FirmwareReport(
                    slots.running().report(),
                    SlotReport.EMPTY,
                    Slot.A,
                    boot.told().progress());
        }
        return new FirmwareReport(
                slots.a().report(),
                slots.b().report(),
                slots.runs(),
                boot.told().progress());
    }

    private Firmware() {}
}
