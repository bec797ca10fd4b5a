package dev.sagfleet.controller.rollout;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** Waves as they are kept in the head of their rollout, and what is counted in them. */
final class WaveCodec {
    static void write(JsonGenerator json, Wave wave) throws IOException {
        json.writeStartObject();
        json.writeNumberField("begin", wave.begin());
        json.writeNumberField("end", wave.end());
        json.writeStringField("stage", wave.stage().name());
        json.writeStringField("hold", wave.hold().name());
        write(json, "counts", wave.counts());
        write(json, "noImage", wave.barred().noImage());
        write(json, "noWindow", wave.barred().noWindow());
        json.writeNumberField("accepted", wave.accepted());
        json.writeBooleanField("isApproved", wave.isApproved());
        json.writeNumberField("openedMillis", wave.openedMillis());
        json.writeNumberField("metMillis", wave.metMillis());
        write(json, wave.checkup());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Checkup checkup) throws IOException {
        json.writeStringField("verdict", checkup.verdict().name());
        json.writeNumberField("checkMillis", checkup.dueMillis());
        if (checkup.figures().isPresent()) {
            HealthFigures figures = checkup.figures().get();
            json.writeObjectFieldStart("health");
            json.writeNumberField("atMillis", checkup.atMillis());
            json.writeNumberField("asked", figures.asked());
            json.writeNumberField("reporting", figures.reporting());
            json.writeNumberField("idle", figures.idle());
            writeIfPresent(json, "before", figures.beforeBytes());
            writeIfPresent(json, "since", figures.sinceBytes());
            json.writeEndObject();
        }
    }

    private static void writeIfPresent(JsonGenerator json, String name, Optional<Long> number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.get());
        }
    }

    static Wave read(KeptFields fields) {
        return new Wave(
                fields.smallNumber("begin"),
                fields.smallNumber("end"),
                fields.constant(Wave.Stage.class, "stage"),
                fields.constant(Hold.class, "hold"),
                readCounts(fields.fields("counts")),
                new Barred(fields.smallNumberOrZero("noImage"), fields.smallNumberOrZero("noWindow")),
                fields.smallNumber("accepted"),
                fields.flag("isApproved"),
                fields.number("openedMillis"),
                fields.number("metMillis"),
                readCheckup(fields));
    }

    private static Checkup readCheckup(KeptFields fields) {
        Optional<KeptFields> health = fields.optionalFields("health");
        return new Checkup(
                fields.constant(Wave.Verdict.class, "verdict"),
                fields.number("checkMillis"),
                health.map(WaveCodec::readFigures),
                health.map(figures -> figures.number("atMillis")).orElse(0L));
    }

    private static HealthFigures readFigures(KeptFields fields) {
        return new HealthFigures(
                fields.smallNumber("asked"),
                fields.smallNumber("reporting"),
                fields.smallNumber("idle"),
                fields.optionalNumber("before"),
                fields.optionalNumber("since"));
    }

    /** Most of them are 0, and are not written. */
    static void write(JsonGenerator json, String name, Counts counts) throws IOException {
        json.writeObjectFieldStart(name);
        write(json, "waiting", counts.waiting());
        write(json, "active", counts.active());
        write(json, "succeeded", counts.succeeded());
        write(json, "failed", counts.failed());
        write(json, "silent", counts.silent());
        write(json, "cancelled", counts.cancelled());
        write(json, "superseded", counts.superseded());
        write(json, "alreadyThere", counts.alreadyThere());
        write(json, "left", counts.left());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, int count) throws IOException {
        if (count != 0) {
            json.writeNumberField(name, count);
        }
    }

    static Counts readCounts(KeptFields fields) {
        return new Counts(
                fields.smallNumberOrZero("waiting"),
                fields.smallNumberOrZero("active"),
                fields.smallNumberOrZero("succeeded"),
                fields.smallNumberOrZero("failed"),
                fields.smallNumberOrZero("silent"),
                fields.smallNumberOrZero("cancelled"),
                fields.smallNumberOrZero("superseded"),
                fields.smallNumberOrZero("alreadyThere"),
                fields.smallNumberOrZero("left"));
    }

    private WaveCodec() {}
}
