package dev.sagfleet.controller.rollout;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sagfleet.agent.protocol.Digest;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Heads of rollouts to and from a text that is kept, without their policies: those are longer and change seldom, and {@link
 * PolicyCodec} writes them. What is read equals what was written. It is written with each report of a device, so no tree is
 * built for it.
 */
public final class RolloutCodec {
    private static final int FORMAT = 1;

    public static String write(Rollout rollout) {
        return KeptText.write(FORMAT, json -> {
            json.writeStringField("id", rollout.origin().id());
            json.writeNumberField("seed", rollout.origin().seed());
            json.writeNumberField("createdMillis", rollout.origin().createdMillis());
            json.writeNumberField("revision", rollout.revision());
            write(json, rollout.membership());
            json.writeArrayFieldStart("images");
            for (Digest image : rollout.images()) {
                json.writeString(image.hex());
            }
            json.writeEndArray();
            write(json, rollout.last());
            json.writeNumberField("startedMillis", rollout.startedMillis());
            json.writeNumberField("heldMillis", rollout.heldMillis());
            WaveCodec.write(json, "apart", rollout.apart());
            json.writeArrayFieldStart("waves");
            for (Wave wave : rollout.waves()) {
                WaveCodec.write(json, wave);
            }
            json.writeEndArray();
            json.writeNumberField("frontier", rollout.frontier());
            write(json, rollout.flow());
            json.writeArrayFieldStart("openings");
            for (Opening opening : rollout.openings()) {
                write(json, opening);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("sweeps");
            for (Sweep sweep : rollout.sweeps()) {
                write(json, sweep);
            }
            json.writeEndArray();
            json.writeNumberField("wakeAtMillis", rollout.wakeAtMillis());
        });
    }

    /**
     * What {@link #write} wrote.
     *
     * @param policy that was in force
     * @param pending that was to take force at the resume
     * @throws IllegalArgumentException if the text is of another format, or is none
     */
    public static Rollout read(String text, RolloutPolicy policy, Optional<RolloutPolicy> pending) {
        KeptFields head = KeptFields.parse(text, FORMAT);
        return new Rollout(
                new Origin(head.text("id"), head.number("seed"), head.number("createdMillis")),
                policy,
                head.smallNumber("revision"),
                pending,
                readMembership(head.fields("membership")),
                head.texts("images", Digest::new),
                readTransition(head.fields("last")),
                head.number("startedMillis"),
                head.number("heldMillis"),
                WaveCodec.readCounts(head.fields("apart")),
                head.objects("waves", WaveCodec::read),
                head.smallNumber("frontier"),
                readFlow(head.fields("flow")),
                head.objects("openings", RolloutCodec::readOpening),
                head.objects("sweeps", RolloutCodec::readSweep),
                head.number("wakeAtMillis"));
    }

    private static void write(JsonGenerator json, Membership membership) throws IOException {
        json.writeObjectFieldStart("membership");
        json.writeNumberField("expected", membership.expected());
        json.writeNumberField("filled", membership.filled());
        if (membership.dealt().isPresent()) {
            json.writeStringField("dealt", membership.dealt().get().hex());
        }
        if (membership.approved().isPresent()) {
            json.writeStringField("approved", membership.approved().get().hex());
        }
        json.writeEndObject();
    }

    private static Membership readMembership(KeptFields fields) {
        return new Membership(
                fields.smallNumber("expected"),
                fields.smallNumber("filled"),
                fields.optionalText("dealt").map(Digest::new),
                fields.optionalText("approved").map(Digest::new));
    }

    private static void write(JsonGenerator json, Transition last) throws IOException {
        json.writeObjectFieldStart("last");
        json.writeStringField("state", last.state().name());
        json.writeNumberField("atMillis", last.atMillis());
        json.writeStringField("who", last.who());
        json.writeStringField("why", last.why());
        json.writeEndObject();
    }

    private static Transition readTransition(KeptFields fields) {
        return new Transition(
                fields.constant(RolloutState.class, "state"),
                fields.number("atMillis"),
                fields.text("who"),
                fields.text("why"));
    }

    private static void write(JsonGenerator json, Flow flow) throws IOException {
        json.writeObjectFieldStart("flow");
        json.writeNumberField("working", flow.working());
        json.writeNumberField("credit", flow.credit());
        json.writeNumberField("atMillis", flow.atMillis());
        json.writeEndObject();
    }

    private static Flow readFlow(KeptFields fields) {
        return new Flow(fields.smallNumber("working"), fields.number("credit"), fields.number("atMillis"));
    }

    private static void write(JsonGenerator json, Opening opening) throws IOException {
        json.writeStartObject();
        json.writeStringField("zone", opening.zone().getId());
        json.writeNumberField("opensMillis", opening.opensMillis());
        json.writeNumberField("closesMillis", opening.closesMillis());
        json.writeNumberField("nextMillis", opening.nextMillis());
        json.writeNumberField("spreadMillis", opening.spreadMillis());
        json.writeNumberField("planned", opening.planned());
        json.writeNumberField("started", opening.started());
        json.writeEndObject();
    }

    private static Opening readOpening(KeptFields fields) {
        return new Opening(
                ZoneId.of(fields.text("zone")),
                fields.number("opensMillis"),
                fields.number("closesMillis"),
                fields.number("nextMillis"),
                fields.number("spreadMillis"),
                fields.smallNumber("planned"),
                fields.smallNumber("started"));
    }

    private static void write(JsonGenerator json, Sweep sweep) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", sweep.kind().name());
        json.writeNumberField("next", sweep.next());
        json.writeNumberField("wave", sweep.wave());
        json.writeEndObject();
    }

    private static Sweep readSweep(KeptFields fields) {
        return new Sweep(
                fields.constant(Sweep.Kind.class, "kind"), fields.smallNumber("next"), fields.smallNumber("wave"));
    }

    private RolloutCodec() {}
}
