package dev.sagfleet.controller.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Planned waves as they are kept in the policy. */
final class PlanCodec {
    static ObjectNode write(WavePlan plan) {
        ObjectNode fields = KeptFields.begin();
        plan.name().ifPresent(name -> fields.put("name", name));
        if (plan.size() instanceof WaveSize.Count count) {
            fields.put("count", count.devices());
        } else if (plan.size() instanceof WaveSize.Cumulative cumulative) {
            fields.put("cumulative", KeptFields.text(cumulative.part()));
        }
        fields.put("soak", plan.soak().toString()).put("approve", plan.approve());
        plan.success().ifPresent(success -> fields.put("success", KeptFields.text(success)));
        plan.halt().ifPresent(halt -> fields.set("halt", write(halt)));
        return fields;
    }

    static WavePlan read(KeptFields fields) {
        return new WavePlan(
                fields.optionalText("name"),
                fields.has("count")
                        ? new WaveSize.Count(fields.smallNumber("count"))
                        : new WaveSize.Cumulative(fields.fraction("cumulative")),
                fields.span("soak"),
                fields.flag("approve"),
                fields.optionalText("success").map(present -> fields.fraction("success")),
                fields.optionalFields("halt").map(PlanCodec::readHalt));
    }

    static ObjectNode write(Halt halt) {
        return KeptFields.begin()
                .put("failures", KeptFields.text(halt.failures()))
                .put("least", halt.least());
    }

    static Halt readHalt(KeptFields fields) {
        return new Halt(fields.fraction("failures"), fields.smallNumber("least"));
    }

    private PlanCodec() {}
}
