package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads and writes the members of messages about firmware. */
final class FirmwareFields {
    private static final long SEQUENCE_MAX = 1L << 53;

    static void writeOrder(JsonGenerator json, Upgrade message) throws IOException {
        writeJob(json, message.job(), message.attempt());
        json.writeStringField("manifest", message.manifest().manifest());
        json.writeStringField("signature", message.manifest().signature());
        json.writeStringField("link", message.link());
        if (!message.window().equals(UpgradeWindow.ALWAYS)) {
            json.writeObjectFieldStart("window");
            json.writeNumberField("opensAtMillis", message.window().opensAtMillis());
            json.writeNumberField("closesAtMillis", message.window().closesAtMillis());
            json.writeEndObject();
        }
        json.writeNumberField("trialMillis", message.trial().toMillis());
        json.writeBooleanField("forced", message.forced());
    }

    static Upgrade readOrder(Fields fields, Revision revision) throws MalformedMessageException {
        Optional<Fields> window = fields.optionalObject("window");
        return new Upgrade(
                fields.text("commandId"),
                revision,
                fields.text("job"),
                readAttempt(fields),
                new SignedManifest(fields.text("manifest"), fields.text("signature")),
                fields.text("link"),
                window.isPresent()
                        ? new UpgradeWindow(
                                window.get().number("opensAtMillis"),
                                window.get().number("closesAtMillis"))
                        : UpgradeWindow.ALWAYS,
                Duration.ofMillis(fields.number("trialMillis")),
                fields.flag("forced"));
    }

    static void writeJob(JsonGenerator json, String job, int attempt) throws IOException {
        json.writeStringField("job", job);
        json.writeNumberField("attempt", attempt);
    }

    static int readAttempt(Fields fields) throws MalformedMessageException {
        return (int) fields.numberUpTo("attempt", Integer.MAX_VALUE);
    }

    static void writeProgress(JsonGenerator json, FirmwareProgress progress) throws IOException {
        writeJob(json, progress.job(), progress.attempt());
        json.writeNumberField("boot", progress.boot());
        json.writeNumberField("sequence", progress.sequence());
        json.writeStringField("state", progress.state().name());
        json.writeNumberField("percent", progress.percent());
        json.writeNumberField("code", progress.code().number());
        json.writeStringField("running", progress.running().hex());
    }

    static FirmwareProgress readProgress(Fields fields) throws MalformedMessageException {
        return new FirmwareProgress(
                fields.text("job"),
                readAttempt(fields),
                fields.numberUpTo("boot", SEQUENCE_MAX),
                fields.numberUpTo("sequence", SEQUENCE_MAX),
                fields.oneOf("state", UpdateState.class),
                (int) fields.numberUpTo("percent", Integer.MAX_VALUE),
                UpdateCode.numbered(fields.number("code"))
                        .orElseThrow(() -> fields.wrong("code", "a code of the contract")),
                new Digest(fields.text("running")));
    }

    static void writeReport(JsonGenerator json, FirmwareReport report) throws IOException {
        json.writeObjectFieldStart("slots");
        writeSlot(json, Slot.A, report.slotA());
        writeSlot(json, Slot.B, report.slotB());
        json.writeStringField("runs", report.runs().name());
        json.writeEndObject();
        if (report.job().isPresent()) {
            json.writeObjectFieldStart("job");
            writeProgress(json, report.job().get());
            json.writeEndObject();
        }
    }

    static Optional<FirmwareReport> readReport(Fields hello) throws MalformedMessageException {
        Optional<Fields> slots = hello.optionalObject("slots");
        if (slots.isEmpty()) {
            return Optional.empty();
        }
        Optional<Fields> job = hello.optionalObject("job");
        return Optional.of(new FirmwareReport(
                readSlot(slots.get(), Slot.A),
                readSlot(slots.get(), Slot.B),
                slots.get().oneOf("runs", Slot.class),
                job.isPresent() ? Optional.of(readProgress(job.get())) : Optional.empty()));
    }

    private static void writeSlot(JsonGenerator json, Slot slot, SlotReport report) throws IOException {
        if (report.status() == SlotStatus.EMPTY) {
            return;
        }
        json.writeObjectFieldStart(slot.name());
        json.writeStringField("status", report.status().name());
        json.writeStringField("version", report.version().orElseThrow().toString());
        json.writeStringField("digest", report.digest().orElseThrow().hex());
        json.writeEndObject();
    }

    private static SlotReport readSlot(Fields slots, Slot slot) throws MalformedMessageException {
        Optional<Fields> fields = slots.optionalObject(slot.name());
        if (fields.isEmpty()) {
            return SlotReport.EMPTY;
        }
        return new SlotReport(
                fields.get().oneOf("status", SlotStatus.class),
                Optional.of(FirmwareVersion.parse(fields.get().text("version"))),
                Optional.of(new Digest(fields.get().text("digest"))));
    }

    private FirmwareFields() {}
}
