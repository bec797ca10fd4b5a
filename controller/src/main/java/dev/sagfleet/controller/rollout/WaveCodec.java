package dev.sagfleet.controller.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Waves as they are kept in the head of their rollout, and what is counted in them. */
final class WaveCodec {
    static ObjectNode write(Wave wave) {
        ObjectNode fields = KeptFields.begin()
                .put("begin", wave.begin())
                .put("end", wave.end())
                .put("stage", wave.stage().name())
                .put("hold", wave.hold().name());
        fields.set("counts", write(wave.counts()));
        return fields.put("accepted", wave.accepted())
                .put("isApproved", wave.isApproved())
                .put("openedMillis", wave.openedMillis())
                .put("metMillis", wave.metMillis())
                .put("verdict", wave.verdict().name())
                .put("checkMillis", wave.checkMillis());
    }

    static Wave read(KeptFields fields) {
        return new Wave(
                fields.smallNumber("begin"),
                fields.smallNumber("end"),
                fields.constant(Wave.Stage.class, "stage"),
                fields.constant(Hold.class, "hold"),
                readCounts(fields.fields("counts")),
                fields.smallNumber("accepted"),
                fields.flag("isApproved"),
                fields.number("openedMillis"),
                fields.number("metMillis"),
                fields.constant(Wave.Verdict.class, "verdict"),
                fields.number("checkMillis"));
    }

    static ObjectNode write(Counts counts) {
        return KeptFields.begin()
                .put("waiting", counts.waiting())
                .put("active", counts.active())
                .put("succeeded", counts.succeeded())
                .put("failed", counts.failed())
                .put("silent", counts.silent())
                .put("cancelled", counts.cancelled())
                .put("superseded", counts.superseded())
                .put("alreadyThere", counts.alreadyThere())
                .put("left", counts.left());
    }

    static Counts readCounts(KeptFields fields) {
        return new Counts(
                fields.smallNumber("waiting"),
                fields.smallNumber("active"),
                fields.smallNumber("succeeded"),
                fields.smallNumber("failed"),
                fields.smallNumber("silent"),
                fields.smallNumber("cancelled"),
                fields.smallNumber("superseded"),
                fields.smallNumber("alreadyThere"),
                fields.smallNumber("left"));
    }

    private WaveCodec() {}
}
