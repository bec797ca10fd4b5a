package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the members of each downlink message. */
final class DownlinkWriter implements DownlinkMessage.Receiver<Members> {
    @Override
    public Members onWelcome(Welcome message) {
        return Members.of("Welcome", json -> {
            json.writeNumberField("keepAliveMillis", message.keepAlive().toMillis());
            json.writeNumberField("telemetryMillis", message.telemetry().toMillis());
            if (message.controllerWasAway()) {
                json.writeBooleanField("controllerWasAway", true);
            }
        });
    }

    @Override
    public Members onAssociate(Associate message) {
        return Members.of("Associate", json -> {
            writeIdentity(json, message);
            json.writeStringField("planId", message.planId());
            json.writeNumberField("bandwidthBitsPerSecond", message.bandwidth().bitsPerSecond());
            if (message.userPeak().isPresent()) {
                json.writeNumberField(
                        "userPeakBitsPerSecond", message.userPeak().get().bitsPerSecond());
            }
            if (!message.destinations().isEmpty()) {
                json.writeArrayFieldStart("destinations");
                for (DestinationPattern destination : message.destinations()) {
                    json.writeString(destination.toString());
                }
                json.writeEndArray();
            }
        });
    }

    @Override
    public Members onDissociate(Dissociate message) {
        return Members.of("Dissociate", json -> writeIdentity(json, message));
    }

    @Override
    public Members onChangeBandwidth(ChangeBandwidth message) {
        return Members.of("ChangeBandwidth", json -> {
            writeIdentity(json, message);
            json.writeNumberField("bandwidthBitsPerSecond", message.bandwidth().bitsPerSecond());
        });
    }

    @Override
    public Members onChangeRole(ChangeRole message) {
        return Members.of("ChangeRole", json -> {
            writeIdentity(json, message);
            json.writeStringField("role", message.role().name());
        });
    }

    @Override
    public Members onUpgrade(Upgrade message) {
        return Members.of("Upgrade", json -> {
            writeIdentity(json, message);
            FirmwareFields.writeOrder(json, message);
        });
    }

    @Override
    public Members onCancelUpgrade(CancelUpgrade message) {
        return Members.of("CancelUpgrade", json -> {
            writeIdentity(json, message);
            json.writeStringField("job", message.job());
        });
    }

    @Override
    public Members onReboot(Reboot message) {
        return Members.of("Reboot", json -> writeIdentity(json, message));
    }

    @Override
    public Members onDownloadLink(DownloadLink message) {
        return Members.of("DownloadLink", json -> {
            FirmwareFields.writeJob(json, message.job(), message.attempt());
            json.writeStringField("link", message.link());
        });
    }

    @Override
    public Members onProgressRecorded(ProgressRecorded message) {
        return Members.of("ProgressRecorded", json -> FirmwareFields.writeJob(json, message.job(), message.attempt()));
    }

    private static void writeIdentity(JsonGenerator json, Command command) throws IOException {
        json.writeStringField("commandId", command.commandId());
        json.writeNumberField("revision", command.revision().number());
    }
}
