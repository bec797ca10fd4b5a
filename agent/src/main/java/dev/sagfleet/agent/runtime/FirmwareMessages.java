package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.firmware.FirmwareEvent;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.Welcome;
import java.util.Optional;

/** Which messages of the controller are for the firmware of a device, and as what it hears of them. */
enum FirmwareMessages implements DownlinkMessage.Receiver<Optional<FirmwareEvent>> {
    READING;

    /** What the firmware hears; nothing if it is not for it. */
    static Optional<FirmwareEvent> event(DownlinkMessage message) {
        return message.deliverTo(READING);
    }

    /** Whether even a device hears of it that was never told of an image. */
    static boolean isOrder(DownlinkMessage message) {
        return message instanceof Upgrade || message instanceof CancelUpgrade;
    }

    @Override
    public Optional<FirmwareEvent> onWelcome(Welcome message) {
        return Optional.empty();
    }

    @Override
    public Optional<FirmwareEvent> onAssociate(Associate message) {
        return Optional.empty();
    }

    @Override
    public Optional<FirmwareEvent> onDissociate(Dissociate message) {
        return Optional.empty();
    }

    @Override
    public Optional<FirmwareEvent> onChangeBandwidth(ChangeBandwidth message) {
        return Optional.empty();
    }

    @Override
    public Optional<FirmwareEvent> onChangeRole(ChangeRole message) {
        return Optional.empty();
    }

    @Override
    public Optional<FirmwareEvent> onReboot(Reboot message) {
        return Optional.empty();
    }

    @Override
    public Optional<FirmwareEvent> onUpgrade(Upgrade message) {
        return Optional.of(new FirmwareEvent.Ordered(message));
    }

    @Override
    public Optional<FirmwareEvent> onCancelUpgrade(CancelUpgrade message) {
        return Optional.of(new FirmwareEvent.CancelOrdered(message));
    }

    @Override
    public Optional<FirmwareEvent> onDownloadLink(DownloadLink message) {
        return Optional.of(new FirmwareEvent.LinkGiven(message));
    }

    @Override
    public Optional<FirmwareEvent> onProgressRecorded(ProgressRecorded message) {
        return Optional.of(new FirmwareEvent.Recorded(message));
    }
}
