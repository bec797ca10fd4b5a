package dev.sagfleet.simulator.text;

import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Outcome;
import java.util.List;
import java.util.Locale;

/** What became of a bad image, for a person. */
final class BadImageText {
    /** Of one rehearsal. */
    static String of(Outcome outcome, Outcome.Hits hits) {
        if (hits.first().isEmpty()) {
            return "no device was hit";
        }
        String whom = String.format(
                Locale.ROOT,
                "%s hit, the first after %s; ",
                RehearsalText.devices(hits.devices()),
                SpanText.of(hits.first().get()));
        return whom
                + outcome.halt()
                        .map(halt -> String.format(
                                Locale.ROOT,
                                "caught in wave %d after %s, when %,d had been hit",
                                halt.wave(),
                                SpanText.of(halt.after()),
                                hits.beforeHalt()))
                        .orElse("not caught");
    }

    /** Of many rehearsals: how often it is caught, and how often not. */
    static String of(List<Outcome> outcomes) {
        return "bad image caught: " + RunsText.percent(Findings.catches(outcomes, Outcome.Catch.CAUGHT))
                + "\nbad image not caught: "
                + RunsText.percent(Findings.catches(outcomes, Outcome.Catch.MISSED))
                + "\nbad image hits nobody: "
                + RunsText.percent(Findings.catches(outcomes, Outcome.Catch.NOT_MET))
                + '\n';
    }

    private BadImageText() {}
}
