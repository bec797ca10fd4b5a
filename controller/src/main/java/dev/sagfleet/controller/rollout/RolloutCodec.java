package dev.sagfleet.controller.rollout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Digest;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Heads of rollouts to and from a text that is kept, without their policies: those are longer and change seldom, and {@link
 * PolicyCodec} writes them. What is read equals what was written.
 */
public final class RolloutCodec {
    private static final int FORMAT = 1;

    public static String write(Rollout rollout) {
        ObjectNode head = KeptFields.begin(FORMAT);
        head.put("id", rollout.origin().id())
                .put("seed", rollout.origin().seed())
                .put("createdMillis", rollout.origin().createdMillis())
                .put("revision", rollout.revision());
        head.set("membership", write(rollout.membership()));
        ArrayNode images = head.putArray("images");
        rollout.images().forEach(image -> images.add(image.hex()));
        head.set("last", write(rollout.last()));
        head.put("startedMillis", rollout.startedMillis()).put("heldMillis", rollout.heldMillis());
        head.set("apart", WaveCodec.write(rollout.apart()));
        ArrayNode waves = head.putArray("waves");
        rollout.waves().forEach(wave -> waves.add(WaveCodec.write(wave)));
        head.put("frontier", rollout.frontier());
        head.putObject("flow")
                .put("working", rollout.flow().working())
                .put("credit", rollout.flow().credit())
                .put("atMillis", rollout.flow().atMillis());
        ArrayNode openings = head.putArray("openings");
        rollout.openings().forEach(opening -> openings.add(write(opening)));
        ArrayNode sweeps = head.putArray("sweeps");
        rollout.sweeps().forEach(sweep -> sweeps.addObject()
                .put("kind", sweep.kind().name())
                .put("next", sweep.next())
                .put("wave", sweep.wave()));
        return head.put("wakeAtMillis", rollout.wakeAtMillis()).toString();
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

    private static ObjectNode write(Membership membership) {
        ObjectNode fields =
                KeptFields.begin().put("expected", membership.expected()).put("filled", membership.filled());
        membership.dealt().ifPresent(digest -> fields.put("dealt", digest.hex()));
        membership.approved().ifPresent(digest -> fields.put("approved", digest.hex()));
        return fields;
    }

    private static Membership readMembership(KeptFields fields) {
        return new Membership(
                fields.smallNumber("expected"),
                fields.smallNumber("filled"),
                fields.optionalText("dealt").map(Digest::new),
                fields.optionalText("approved").map(Digest::new));
    }

    private static ObjectNode write(Transition transition) {
        return KeptFields.begin()
                .put("state", transition.state().name())
                .put("atMillis", transition.atMillis())
                .put("who", transition.who())
                .put("why", transition.why());
    }

    private static Transition readTransition(KeptFields fields) {
        return new Transition(
                fields.constant(RolloutState.class, "state"),
                fields.number("atMillis"),
                fields.text("who"),
                fields.text("why"));
    }

    private static Flow readFlow(KeptFields fields) {
        return new Flow(fields.smallNumber("working"), fields.number("credit"), fields.number("atMillis"));
    }

    private static ObjectNode write(Opening opening) {
        return KeptFields.begin()
                .put("zone", opening.zone().getId())
                .put("opensMillis", opening.opensMillis())
                .put("closesMillis", opening.closesMillis())
                .put("nextMillis", opening.nextMillis())
                .put("spreadMillis", opening.spreadMillis())
                .put("planned", opening.planned())
                .put("started", opening.started());
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

    private static Sweep readSweep(KeptFields fields) {
        return new Sweep(
                fields.constant(Sweep.Kind.class, "kind"), fields.smallNumber("next"), fields.smallNumber("wave"));
    }

    private RolloutCodec() {}
}
