package dev.sagfleet.simulator.report;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutcheck.CheckReport;
import dev.sagfleet.controller.rolloutcheck.Finding;
import dev.sagfleet.controller.rolloutcheck.RolloutCheck;
import dev.sagfleet.simulator.fleet.FleetCandidates;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What whoever starts the rollout should know: what its check says of it, and what did not come to an end. */
final class WarningSection {
    private static final double PERCENT = 100;

    static Section of(Rehearsed rehearsed) {
        List<Block> blocks = new ArrayList<>();
        long open = rehearsed.outcomes().stream()
                .filter(outcome -> !outcome.hasEnded())
                .count();
        if (open > 0) {
            blocks.add(new Block.Notice(
                    Tone.WARNING,
                    "Does not end:",
                    Unit.RUNS.text(open) + " of " + Unit.RUNS.text(rehearsed.runs())
                            + " rehearsals were still under way" + " at " + end(rehearsed.script())
                            + ", where they are cut off."));
        }
        CheckReport report = check(rehearsed.script(), rehearsed.outcomes().get(0));
        for (Finding finding : report.findings()) {
            blocks.add(new Block.Notice(
                    finding.isUnsound() ? Tone.BAD : Tone.PLAIN,
                    finding.isUnsound() ? "Unsound:" : "Note:",
                    finding.text() + '.'));
        }
        report.detection()
                .ifPresent(rate -> blocks.add(new Block.Notice(
                        Tone.PLAIN,
                        "First wave:",
                        String.format(
                                Locale.ROOT,
                                "%,d devices, which see a failure rate of %.1f %% or more with 95 %% probability; one"
                                        + " that is rarer may pass.",
                                report.waves().get(0).size(),
                                rate * PERCENT))));
        return new Section(
                "warnings",
                "Warnings",
                report.isSound() && open == 0
                        ? "The check of the rollout finds nothing why it could not go well."
                        : "What the check of the rollout finds, and what did not come to an end.",
                blocks);
    }

    private static String end(Script script) {
        return TimeAxis.text(script.begin().plus(script.bound())) + " UTC";
    }

    private static CheckReport check(Script script, Outcome outcome) {
        RolloutPolicy policy = script.policy();
        var image = new Manifest(
                List.of(DeviceModel.values()),
                policy.image(),
                script.imageBytes(),
                FleetCandidates.imageOf(policy.image()),
                Optional.empty(),
                0,
                "none",
                List.of());
        return RolloutCheck.of(
                policy, outcome.rollout().origin(), List.of(image), FleetCandidates.of(script.fleet()), script.begin());
    }

    private WarningSection() {}
}
