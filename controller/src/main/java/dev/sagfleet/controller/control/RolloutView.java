package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.inventory.RolloutRepository.CauseCount;
import dev.sagfleet.controller.inventory.RolloutRepository.LogLine;
import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.HealthFigures;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Membership;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Reversal;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.rolloutcheck.WaveGate;
import java.util.List;

/** Rollouts, and what belongs to them, as the control API shows them. Waves count from 1. */
public final class RolloutView {
    /** What lists show of a rollout. */
    static ObjectNode of(Rollout rollout) {
        Counts counts = rollout.counts();
        ObjectNode view = head(rollout);
        view.put("members", counts.all());
        view.put("succeeded", counts.succeeded()).put("failed", counts.failed()).put("silent", counts.silent());
        return view;
    }

    private static ObjectNode head(Rollout rollout) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", rollout.origin().id()).put("name", rollout.policy().name());
        view.put("image", rollout.policy().image().toString());
        view.put("priority", rollout.policy().priority());
        view.put("state", ListFilters.label(rollout.state()));
        view.put("by", rollout.last().who()).put("why", rollout.last().why());
        view.put("sinceMillis", rollout.last().atMillis());
        view.put("createdMillis", rollout.origin().createdMillis());
        return view;
    }

    /** All that there is of a rollout, without its members. */
    static ObjectNode whole(Rollout rollout, long nowMillis) {
        ObjectNode view = head(rollout);
        if (rollout.startedMillis() > 0) {
            view.put("startedMillis", rollout.startedMillis());
        }
        view.put("nowMillis", nowMillis);
        view.put("revision", rollout.revision())
                .put("isChangedAtResume", rollout.pending().isPresent());
        putMembership(view.putObject("membership"), rollout.membership());
        putCounts(view.putObject("counts"), rollout.counts());
        view.put("working", rollout.flow().working());
        putPace(view.putObject("pace"), rollout.policy().pace());
        ArrayNode waves = view.putArray("waves");
        for (int number = 0; number < rollout.waves().size(); number++) {
            putWave(
                    waves.addObject().put("wave", number + 1),
                    rollout.policy(),
                    number,
                    rollout.waves().get(number));
        }
        RolloutWaits.put(view.putArray("waitsFor"), rollout, nowMillis);
        if (rollout.policy().window().isPresent()) {
            putOpenings(view.putArray("windows"), rollout);
        }
        if (rollout.wakeAtMillis() < PhaseClock.NEVER) {
            view.put("wakesMillis", rollout.wakeAtMillis());
        }
        return view;
    }

    private static void putMembership(ObjectNode fields, Membership membership) {
        fields.put("expected", membership.expected()).put("found", membership.filled());
        membership.dealt().ifPresent(digest -> fields.put("digest", digest.hex()));
        fields.put("isApproved", membership.approved().isPresent());
    }

    private static void putCounts(ObjectNode fields, Counts counts) {
        for (MemberState state : MemberState.values()) {
            fields.put(ListFilters.label(state), counts.of(state));
        }
    }

    private static void putPace(ObjectNode fields, Pace pace) {
        fields.put("perMinute", pace.perMinute());
        fields.put("inFlight", pace.inFlight());
        fields.put("perSite", pace.perSite());
        pace.egress().ifPresent(egress -> fields.put("egressBitsPerSecond", egress.bitsPerSecond()));
    }

    private static void putWave(ObjectNode fields, RolloutPolicy policy, int number, Wave wave) {
        if (number < policy.waves().size()) {
            policy.plan(number).name().ifPresent(name -> fields.put("name", name));
        }
        fields.put("stage", ListFilters.label(wave.stage()));
        fields.put("members", wave.counts().all());
        putCounts(fields.putObject("counts"), wave.counts());
        if (wave.barred().all() > 0) {
            fields.putObject("barred")
                    .put("noImage", wave.barred().noImage())
                    .put("noWindow", wave.barred().noWindow());
        }
        fields.put("accepted", wave.accepted()).put("isApproved", wave.isApproved());
        if (wave.openedMillis() > 0) {
            fields.put("openedMillis", wave.openedMillis());
        }
        int size = wave.size(policy.silence().countsAs());
        if (size > 0) {
            WaveGate gate = WaveGate.of(policy, number, size);
            fields.put("halts", gate.halting()).put("needs", gate.needed());
        }
        policy.health().ifPresent(health -> {
            fields.put("health", ListFilters.label(wave.verdict()));
            wave.checkup()
                    .figures()
                    .ifPresent(figures -> putFigures(fields.putObject("healthFigures"), wave, figures, health));
        });
    }

    private static void putFigures(ObjectNode fields, Wave wave, HealthFigures figures, Health health) {
        fields.put("atMillis", wave.checkup().atMillis());
        fields.put("asked", figures.asked()).put("reporting", figures.reporting());
        fields.put("idle", figures.idle());
        figures.beforeBytes().ifPresent(bytes -> fields.put("bytesPerHourBefore", bytes));
        figures.sinceBytes().ifPresent(bytes -> fields.put("bytesPerHourSince", bytes));
        fields.put("text", figures.text(health));
    }

    private static void putOpenings(ArrayNode windows, Rollout rollout) {
        rollout.openings().stream()
                .filter(opening -> opening.opensMillis() < PhaseClock.NEVER)
                .forEach(opening -> windows.addObject()
                        .put("zone", opening.zone().getId())
                        .put("opensMillis", opening.opensMillis())
                        .put("closesMillis", opening.closesMillis()));
    }

    static ObjectNode of(Rollout rollout, Member member) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("serial", member.serial().text()).put("place", member.seat().place());
        if (member.wave() != Member.NO_WAVE) {
            view.put("wave", member.wave() + 1);
        }
        view.put("state", ListFilters.label(member.state()));
        if (member.state().isOpen()) {
            view.put("phase", ListFilters.label(member.phase()));
        }
        view.put("attempt", member.attempt());
        JobView.putCode(view, member.code());
        view.put("image", rollout.imageOf(member).hex());
        rollout.before(member).map(Digest::hex).ifPresent(before -> view.put("before", before));
        if (member.clock().dueMillis() < PhaseClock.NEVER) {
            view.put("dueMillis", member.clock().dueMillis());
        }
        return view;
    }

    /** All that there is of a rollout, with what went wrong in it. */
    public static ObjectNode whole(Rollout rollout, List<CauseCount> found, long nowMillis) {
        ObjectNode view = whole(rollout, nowMillis);
        putCauses(view, found);
        return view;
    }

    static void putCauses(ObjectNode view, List<CauseCount> found) {
        ArrayNode causes = view.putArray("causes");
        found.forEach(cause -> put(causes.addObject(), cause));
    }

    private static void put(ObjectNode fields, CauseCount cause) {
        fields.put("wave", cause.wave() + 1).put("members", cause.members());
        JobView.putCode(fields, cause.code());
    }

    static ObjectNode of(LogLine line) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", line.number())
                .put("state", ListFilters.label(line.transition().state()))
                .put("atMillis", line.transition().atMillis())
                .put("by", line.transition().who())
                .put("why", line.transition().why());
    }

    /** Who would get back what ran before, and who cannot; of many only the first are named. */
    static ObjectNode of(Reversal reversal, int namedMax) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("returns", reversal.returns().size());
        putDevices(view.putObject("forbidden"), reversal.forbidden(), namedMax);
        putDevices(view.putObject("unknown"), reversal.unknown(), namedMax);
        return view;
    }

    private static void putDevices(ObjectNode fields, List<?> serials, int namedMax) {
        fields.put("devices", serials.size());
        ArrayNode first = fields.putArray("first");
        serials.stream().limit(namedMax).forEach(serial -> first.add(serial.toString()));
    }

    private RolloutView() {}
}
