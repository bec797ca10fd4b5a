package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.ObjectiveText;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flag for objectives beside those of the file of a rollout. */
final class ObjectiveFlags {
    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--objective",
            paramLabel = "TEXT",
            description =
                    "What the runs must show, as in 'p90 finish <= 14d', beside the objectives of the file; may be given"
                            + " again. Of finish, touched before halt, failed, fell back, silent, lost, succeeded and egress.")
    private List<String> texts = List.of();

    boolean areGiven() {
        return !texts.isEmpty();
    }

    /** Those of the file and those of the flags, in this order. */
    List<Objective> of(RolloutPolicy policy) {
        List<Objective> all = new ArrayList<>(policy.objectives());
        for (String text : texts) {
            Objective objective = ObjectiveText.parse(text)
                    .orElseThrow(() -> Arguments.wrong(spec, "--objective: " + text, ObjectiveText.EXPECTED));
            all.stream().filter(objective::contradicts).findFirst().ifPresent(other -> {
                throw Arguments.wrong(
                        spec, "--objective: " + text, "one that can hold beside " + ObjectiveText.of(other));
            });
            all.add(objective);
        }
        return all;
    }
}
