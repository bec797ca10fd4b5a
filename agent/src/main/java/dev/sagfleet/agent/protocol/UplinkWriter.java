package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes the members of each uplink message. */
record UplinkWriter(JsonGenerator json) implements UplinkMessage.Receiver<JsonGenerator> {
    @Override
    public JsonGenerator onHello(Hello message) {
        return write("Hello", () -> {
            json.writeStringField("serial", message.serial().text());
            if (message.user().isPresent()) {
                json.writeStringField("user", message.user().get());
            }
            json.writeStringField("model", message.model().label());
            json.writeStringField("firmware", message.firmware().toString());
            json.writeStringField("bootId", message.bootId());
            json.writeObjectFieldStart("held");
            for (Map.Entry<Aspect, Holding> held : new TreeMap<>(message.held()).entrySet()) {
                json.writeObjectFieldStart(held.getKey().name());
                json.writeNumberField("revision", held.getValue().revision().number());
                json.writeBooleanField("refused", held.getValue().refused());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeBooleanField("suspended", message.suspended());
        });
    }

    @Override
    public JsonGenerator onApplied(Applied message) {
        return write("Applied", () -> writeAnswer(message.commandId(), message.aspect(), message.revision()));
    }

    @Override
    public JsonGenerator onRefused(Refused message) {
        return write("Refused", () -> {
            writeAnswer(message.commandId(), message.aspect(), message.revision());
            json.writeStringField("reason", message.refusal().reason().name());
            json.writeStringField("found", message.refusal().found());
            json.writeStringField("required", message.refusal().required());
        });
    }

    @Override
    public JsonGenerator onSuspended(Suspended message) {
        return write("Suspended", () -> writeAcceleration(message.revision(), message.firmware()));
    }

    @Override
    public JsonGenerator onResumed(Resumed message) {
        return write("Resumed", () -> writeAcceleration(message.revision(), message.firmware()));
    }

    @Override
    public JsonGenerator onTelemetry(Telemetry message) {
        return write("Telemetry", () -> {
            json.writeNumberField("uptimeNanos", message.uptimeNanos());
            writeTraffic("uplink", message.uplink());
            writeTraffic("downlink", message.downlink());
        });
    }

    private void writeAnswer(String commandId, Aspect aspect, Revision revision) throws IOException {
        json.writeStringField("commandId", commandId);
        json.writeStringField("aspect", aspect.name());
        json.writeNumberField("revision", revision.number());
    }

    private void writeAcceleration(Revision revision, FirmwareVersion firmware) throws IOException {
        json.writeNumberField("revision", revision.number());
        json.writeStringField("firmware", firmware.toString());
    }

    private void writeTraffic(String direction, Telemetry.Traffic traffic) throws IOException {
        json.writeObjectFieldStart(direction);
        writeCounters("accelerated", traffic.accelerated());
        writeCounters("other", traffic.other());
        json.writeEndObject();
    }

    private void writeCounters(String trafficClass, Telemetry.Counters counters) throws IOException {
        json.writeObjectFieldStart(trafficClass);
        json.writeNumberField("offeredBytes", counters.offeredBytes());
        json.writeNumberField("passedBytes", counters.passedBytes());
        json.writeNumberField("droppedBytes", counters.droppedBytes());
        json.writeEndObject();
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
