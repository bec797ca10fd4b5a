package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the members of each uplink message. */
final class UplinkWriter implements UplinkMessage.Receiver<Members> {
    @Override
    public Members onHello(Hello message) {
        return Members.of("Hello", json -> {
            json.writeStringField("serial", message.serial().text());
            if (message.user().isPresent()) {
                json.writeStringField("user", message.user().get());
            }
            json.writeStringField("model", message.model().label());
            json.writeStringField("firmware", message.firmware().toString());
            json.writeStringField("bootId", message.bootId());
            json.writeObjectFieldStart("held");
            for (Aspect aspect : Aspect.values()) {
                writeHolding(json, aspect, message.held(aspect));
            }
            json.writeEndObject();
            if (message.report().isPresent()) {
                FirmwareFields.writeReport(json, message.report().get());
            }
            json.writeBooleanField("suspended", message.suspended());
        });
    }

    @Override
    public Members onApplied(Applied message) {
        return Members.of(
                "Applied", json -> writeAnswer(json, message.commandId(), message.aspect(), message.revision()));
    }

    @Override
    public Members onRefused(Refused message) {
        return Members.of("Refused", json -> {
            writeAnswer(json, message.commandId(), message.aspect(), message.revision());
            json.writeStringField("reason", message.refusal().reason().name());
            json.writeStringField("found", message.refusal().found());
            json.writeStringField("required", message.refusal().required());
        });
    }

    @Override
    public Members onSuspended(Suspended message) {
        return Members.of("Suspended", json -> writeAcceleration(json, message.revision(), message.firmware()));
    }

    @Override
    public Members onResumed(Resumed message) {
        return Members.of("Resumed", json -> writeAcceleration(json, message.revision(), message.firmware()));
    }

    @Override
    public Members onTelemetry(Telemetry message) {
        return Members.of("Telemetry", json -> {
            json.writeNumberField("uptimeNanos", message.uptimeNanos());
            writeTraffic(json, "uplink", message.uplink());
            writeTraffic(json, "downlink", message.downlink());
        });
    }

    @Override
    public Members onFirmwareProgress(FirmwareProgress message) {
        return Members.of("FirmwareProgress", json -> FirmwareFields.writeProgress(json, message));
    }

    @Override
    public Members onLinkWanted(LinkWanted message) {
        return Members.of("LinkWanted", json -> FirmwareFields.writeJob(json, message.job(), message.attempt()));
    }

    private static void writeHolding(JsonGenerator json, Aspect aspect, AspectStatus holding) throws IOException {
        if (!holding.equals(AspectStatus.NOTHING)) {
            json.writeObjectFieldStart(aspect.name());
            json.writeNumberField("revision", holding.revision().number());
            json.writeBooleanField("refused", holding.refused());
            json.writeEndObject();
        }
    }

    private static void writeAnswer(JsonGenerator json, String commandId, Aspect aspect, Revision revision)
            throws IOException {
        json.writeStringField("commandId", commandId);
        json.writeStringField("aspect", aspect.name());
        json.writeNumberField("revision", revision.number());
    }

    private static void writeAcceleration(JsonGenerator json, Revision revision, FirmwareVersion firmware)
            throws IOException {
        json.writeNumberField("revision", revision.number());
        json.writeStringField("firmware", firmware.toString());
    }

    private static void writeTraffic(JsonGenerator json, String direction, Telemetry.Traffic traffic)
            throws IOException {
        json.writeObjectFieldStart(direction);
        writeCounters(json, "accelerated", traffic.accelerated());
        writeCounters(json, "other", traffic.other());
        json.writeEndObject();
    }

    private static void writeCounters(JsonGenerator json, String trafficClass, Telemetry.Counters counters)
            throws IOException {
        json.writeObjectFieldStart(trafficClass);
        json.writeNumberField("offeredBytes", counters.offeredBytes());
        json.writeNumberField("passedBytes", counters.passedBytes());
        json.writeNumberField("droppedBytes", counters.droppedBytes());
        if (counters.delayedBytes() > 0) {
            json.writeNumberField("delayedBytes", counters.delayedBytes());
        }
        json.writeEndObject();
    }
}
