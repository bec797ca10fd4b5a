package dev.sagfleet.controller.rollout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Policies to and from a text that is kept. It is not the file that people write: that is checked for what makes no sense by
 * now, and a rollout must go on by what was once accepted. Equal policies have the same text.
 */
public final class PolicyCodec {
    private static final int FORMAT = 1;

    public static String write(RolloutPolicy policy) {
        ObjectNode fields = KeptFields.begin(FORMAT);
        fields.put("name", policy.name()).put("image", policy.image().toString());
        fields.set("targets", TargetsCodec.write(policy.targets()));
        fields.put("order", policy.order().name());
        ArrayNode waves = fields.putArray("waves");
        policy.waves().forEach(wave -> waves.add(PlanCodec.write(wave)));
        fields.put("success", KeptFields.text(policy.success()));
        fields.set("halt", PlanCodec.write(policy.halt()));
        fields.put("inconclusive", policy.inconclusive().name());
        fields.putObject("silence")
                .put("offered", policy.silence().offered().toString())
                .put("download", policy.silence().download().toString())
                .put("trial", policy.silence().trial().toString())
                .put("countsAs", policy.silence().countsAs().name());
        fields.put("late", policy.late().name());
        policy.window().ifPresent(window -> fields.set("window", write(window)));
        fields.set("pace", write(policy.pace()));
        fields.putObject("retries")
                .put("transport", policy.retries().transport())
                .put("verify", policy.retries().verify())
                .put("boot", policy.retries().boot())
                .put("leastWait", policy.retries().leastWait().toString())
                .put("mostWait", policy.retries().mostWait().toString());
        fields.put("priority", policy.priority());
        fields.putObject("rollback")
                .put("when", policy.rollback().when().name())
                .put("scope", policy.rollback().scope().name());
        policy.end().ifPresent(end -> fields.putObject("end")
                .put("after", end.after().toString())
                .put("then", end.then().name()));
        policy.health().ifPresent(health -> fields.putObject("health")
                .put("offeredLeast", KeptFields.text(health.offeredLeast()))
                .put("over", health.over().toString())
                .put("reportingLeast", KeptFields.text(health.reportingLeast())));
        ArrayNode objectives = fields.putArray("objectives");
        policy.objectives().forEach(objective -> objectives
                .addObject()
                .put("quantile", KeptFields.text(objective.quantile()))
                .put("measure", objective.measure().name())
                .put("bound", objective.bound().name())
                .put("limit", objective.limit()));
        return fields.toString();
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the text is of another format, or is none
     */
    public static RolloutPolicy read(String text) {
        KeptFields fields = KeptFields.parse(text, FORMAT);
        return new RolloutPolicy(
                fields.text("name"),
                FirmwareVersion.parse(fields.text("image")),
                TargetsCodec.read(fields.fields("targets")),
                fields.constant(MemberOrder.class, "order"),
                fields.objects("waves", PlanCodec::read),
                fields.fraction("success"),
                PlanCodec.readHalt(fields.fields("halt")),
                fields.constant(Inconclusive.class, "inconclusive"),
                readSilence(fields.fields("silence")),
                fields.constant(Late.class, "late"),
                fields.optionalFields("window").map(PolicyCodec::readWindow),
                readPace(fields.fields("pace")),
                readRetries(fields.fields("retries")),
                fields.smallNumber("priority"),
                readRollback(fields.fields("rollback")),
                fields.optionalFields("end")
                        .map(end -> new End(end.span("after"), end.constant(End.Then.class, "then"))),
                fields.optionalFields("health")
                        .map(health -> new Health(
                                health.fraction("offeredLeast"),
                                health.span("over"),
                                health.fraction("reportingLeast"))),
                fields.objects("objectives", PolicyCodec::readObjective));
    }

    private static Silence readSilence(KeptFields fields) {
        return new Silence(
                fields.span("offered"),
                fields.span("download"),
                fields.span("trial"),
                fields.constant(Silence.CountsAs.class, "countsAs"));
    }

    private static ObjectNode write(Window window) {
        ObjectNode fields = KeptFields.begin()
                .put("cron", window.cron())
                .put("open", window.open().toString());
        window.zone().ifPresent(zone -> fields.put("zone", zone.getId()));
        return fields;
    }

    private static Window readWindow(KeptFields fields) {
        Optional<ZoneId> zone = fields.optionalText("zone").map(ZoneId::of);
        return new Window(fields.text("cron"), fields.span("open"), zone);
    }

    private static ObjectNode write(Pace pace) {
        ObjectNode fields = KeptFields.begin()
                .put("perMinute", pace.perMinute())
                .put("inFlight", pace.inFlight())
                .put("perSite", pace.perSite());
        pace.egress().ifPresent(egress -> fields.put("egressBitsPerSecond", egress.bitsPerSecond()));
        return fields;
    }

    private static Pace readPace(KeptFields fields) {
        Optional<Bandwidth> egress = fields.has("egressBitsPerSecond")
                ? Optional.of(new Bandwidth(fields.number("egressBitsPerSecond")))
                : Optional.empty();
        return new Pace(
                fields.smallNumber("perMinute"), fields.smallNumber("inFlight"), fields.smallNumber("perSite"), egress);
    }

    private static Retries readRetries(KeptFields fields) {
        return new Retries(
                fields.smallNumber("transport"),
                fields.smallNumber("verify"),
                fields.smallNumber("boot"),
                fields.span("leastWait"),
                fields.span("mostWait"));
    }

    private static Rollback readRollback(KeptFields fields) {
        return new Rollback(
                fields.constant(Rollback.When.class, "when"), fields.constant(Rollback.Scope.class, "scope"));
    }

    private static Objective readObjective(KeptFields fields) {
        return new Objective(
                fields.fraction("quantile"),
                fields.constant(Objective.Measure.class, "measure"),
                fields.constant(Objective.Bound.class, "bound"),
                fields.number("limit"));
    }

    private PolicyCodec() {}
}
