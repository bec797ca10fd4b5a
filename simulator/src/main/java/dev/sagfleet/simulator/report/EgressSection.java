package dev.sagfleet.simulator.report;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.simulator.rehearsal.Curves;
import dev.sagfleet.simulator.text.SpanText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What all downloads take together, against what they may. */
final class EgressSection {
    static Section of(Rehearsed rehearsed) {
        Curves curves = rehearsed.curves();
        Optional<Bandwidth> limit = rehearsed.policy().pace().egress();
        String step = SpanText.of(Duration.ofMillis(curves.slots().widthMillis()));
        var chart = new LineChart(
                "Highest rate of all downloads together in each step of " + step,
                rehearsed.axis(),
                Unit.BITS_PER_SECOND,
                List.of(ProgressSection.line("all downloads", curves.egress())),
                limit.map(most -> new LineChart.Limit(
                        "limit of the rollout, " + Unit.BITS_PER_SECOND.text(most.bitsPerSecond()),
                        most.bitsPerSecond())),
                true);
        String lead = limit.isPresent() ? "" : "The rollout sets no limit. ";
        return new Section("egress", "Egress", lead + ProgressSection.lead(curves.runs()), List.of(chart));
    }

    private EgressSection() {}
}
