package dev.sagfleet.agent.device;

import dev.sagfleet.agent.device.Device.Step;
import dev.sagfleet.agent.device.DeviceEffect.OpenSession;
import dev.sagfleet.agent.device.DeviceEffect.Persist;
import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.Welcome;
import java.util.List;
import java.util.Optional;

/**
 * What a device does about each message from the controller: it checks for itself what it is told, since
 * a controller may be wrong about it.
 */
record CommandRules(DeviceIdentity identity, DeviceState state) implements DownlinkMessage.Receiver<Step> {
    @Override
    public Step onWelcome(Welcome message) {
        return new Step(state, List.of(new OpenSession(message)));
    }

    /** Source: AssociateSmartAGWithApplicationBandwidthPackage, "Operation description": version 2.4.0 or later. */
    @Override
    public Step onAssociate(Associate message) {
        return answer(message, refusalToAccelerate(), Optional.of(message), state.bandwidth(), state.role());
    }

    @Override
    public Step onDissociate(Dissociate message) {
        return answer(message, Optional.empty(), Optional.empty(), state.bandwidth(), state.role());
    }

    /** Source: DowngradeSmartAccessGateway, parameter BandWidthSpec: the range of each model. */
    @Override
    public Step onChangeBandwidth(ChangeBandwidth message) {
        return answer(message, refusalOf(message.bandwidth()), state.association(), message.bandwidth(), state.role());
    }

    @Override
    public Step onChangeRole(ChangeRole message) {
        return answer(message, Optional.empty(), state.association(), state.bandwidth(), message.role());
    }

    /** Applied as soon as it is sure that the device will boot: a power cut instead is a boot as well. */
    @Override
    public Step onReboot(Reboot message) {
        AspectStatus holding = state.held(message.aspect());
        if (!holding.lacks(message.revision())) {
            return repeated(message, holding);
        }
        Holdings held = state.held().with(message.aspect(), new AspectStatus(message.revision(), false));
        DeviceState next =
                new DeviceState(state.firmware(), held, state.association(), state.bandwidth(), state.role());
        return new Step(next, List.of(new Persist(next), new DeviceEffect.Reboot()));
    }

    /** What concerns images is not for this part of the device. */
    @Override
    public Step onUpgrade(Upgrade message) {
        return new Step(state, List.of());
    }

    @Override
    public Step onCancelUpgrade(CancelUpgrade message) {
        return new Step(state, List.of());
    }

    @Override
    public Step onDownloadLink(DownloadLink message) {
        return new Step(state, List.of());
    }

    @Override
    public Step onProgressRecorded(ProgressRecorded message) {
        return new Step(state, List.of());
    }

    private Optional<Refusal> refusalToAccelerate() {
        DeviceModel model = identity.model();
        if (!model.hasAcceleration()) {
            return Optional.of(new Refusal(
                    Refusal.Reason.MODEL_NOT_SUPPORTED, model.label(), "SAG-100WM, SAG-1000 or the SAG app"));
        }
        if (!state.firmware().acceleratesApplications()) {
            return Optional.of(new Refusal(
                    Refusal.Reason.VERSION_TOO_OLD,
                    state.firmware().toString(),
                    FirmwareVersion.APPLICATION_ACCELERATION + " or later"));
        }
        return Optional.empty();
    }

    private Optional<Refusal> refusalOf(Bandwidth bandwidth) {
        DeviceModel model = identity.model();
        if (model.allows(bandwidth)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                Refusal.Reason.BANDWIDTH_OUT_OF_RANGE,
                bandwidth.kilobitsPerSecond() + " kbit/s",
                model.label() + ": " + model.range()));
    }

    /** Applies what the other arguments say, unless it is refused, or old, or done already. */
    private Step answer(
            Command command,
            Optional<Refusal> refusal,
            Optional<Associate> association,
            Bandwidth bandwidth,
            HaRole role) {
        AspectStatus holding = state.held(command.aspect());
        if (!holding.lacks(command.revision())) {
            return repeated(command, holding);
        }
        Holdings held = state.held().with(command.aspect(), new AspectStatus(command.revision(), refusal.isPresent()));
        if (refusal.isPresent()) {
            DeviceState next =
                    new DeviceState(state.firmware(), held, state.association(), state.bandwidth(), state.role());
            return new Step(next, List.of(new Persist(next), refused(command, refusal.get())));
        }
        DeviceState next = new DeviceState(state.firmware(), held, association, bandwidth, role);
        return new Step(next, List.of(new Persist(next), Device.shape(next), applied(command)));
    }

    /** What was done before is said again, and what is older than that is passed over. */
    private Step repeated(Command command, AspectStatus holding) {
        boolean again = command.revision().equals(holding.revision());
        return new Step(state, again ? List.of(applied(command)) : List.of());
    }

    private static Send applied(Command command) {
        return new Send(new Applied(command.commandId(), command.aspect(), command.revision()));
    }

    private static Send refused(Command command, Refusal refusal) {
        return new Send(new Refused(command.commandId(), command.aspect(), command.revision(), refusal));
    }
}
