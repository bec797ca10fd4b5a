package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the members of each downlink message. */
record DownlinkWriter(JsonGenerator json) implements DownlinkMessage.Receiver<JsonGenerator> {
    @Override
    public JsonGenerator onWelcome(Welcome message) {
        return write("Welcome", () -> {
            json.writeNumberField("keepAliveMillis", message.keepAlive().toMillis());
            json.writeNumberField("telemetryMillis", message.telemetry().toMillis());
        });
    }

    @Override
    public JsonGenerator onAssociate(Associate message) {
        return write("Associate", () -> {
            writeIdentity(message);
            json.writeStringField("planId", message.planId());
            json.writeNumberField("bandwidthBitsPerSecond", message.bandwidth().bitsPerSecond());
            if (message.userPeak().isPresent()) {
                json.writeNumberField(
                        "userPeakBitsPerSecond", message.userPeak().get().bitsPerSecond());
            }
        });
    }

    @Override
    public JsonGenerator onDissociate(Dissociate message) {
        return write("Dissociate", () -> writeIdentity(message));
    }

    @Override
    public JsonGenerator onChangeBandwidth(ChangeBandwidth message) {
        return write("ChangeBandwidth", () -> {
            writeIdentity(message);
            json.writeNumberField("bandwidthBitsPerSecond", message.bandwidth().bitsPerSecond());
        });
    }

    @Override
    public JsonGenerator onChangeRole(ChangeRole message) {
        return write("ChangeRole", () -> {
            writeIdentity(message);
            json.writeStringField("role", message.role().name());
        });
    }

    private void writeIdentity(Command command) throws IOException {
        json.writeStringField("commandId", command.commandId());
        json.writeNumberField("revision", command.revision().number());
    }

    private JsonGenerator write(String type, Members members) {
        try {
            json.writeStringField("type", type);
            members.write();
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    private interface Members {
        void write() throws IOException;
    }
}
