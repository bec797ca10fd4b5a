package dev.sagfleet.simulator.report;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rolloutfile.ObjectiveText;
import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.Judgement;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.text.FigureText;
import dev.sagfleet.simulator.text.RunsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Whether a rollout may go, by what its rehearsals show. */
public final class RehearsalReport {
    private static final Fraction MEDIAN = Fraction.ofPercent(50);

    private final Rehearsed rehearsed;

    private RehearsalReport(Rehearsed rehearsed) {
        this.rehearsed = rehearsed;
    }

    /**
     * The report.
     *
     * @param command that makes it again
     */
    public static Report of(Rehearsed rehearsed, String command) {
        var report = new RehearsalReport(rehearsed);
        return new Report(
                "Rehearsal of a rollout",
                rehearsed.policy().name(),
                report.summary(),
                report.verdict(),
                report.facts(),
                OriginFacts.of(rehearsed, command),
                sections(rehearsed));
    }

    private static List<Section> sections(Rehearsed rehearsed) {
        List<Section> sections = new ArrayList<>(List.of(
                ObjectiveSection.of(rehearsed),
                WarningSection.of(rehearsed),
                ProgressSection.of(rehearsed),
                WaveSection.of(rehearsed),
                CauseSection.of(rehearsed),
                EgressSection.of(rehearsed)));
        BadImageSection.of(rehearsed).ifPresent(sections::add);
        if (!rehearsed.isOne()) {
            sections.add(FinishSection.of(rehearsed));
        }
        sections.addAll(List.of(
                SiteSection.of(rehearsed),
                FigureSection.of(rehearsed),
                AssumptionSection.of(rehearsed.script()),
                OriginFacts.section(rehearsed)));
        return sections;
    }

    private String summary() {
        long members =
                median(rehearsed.outcomes().stream().mapToLong(Outcome::members).toArray());
        return String.format(
                Locale.ROOT,
                "Image %s to %,d of %,d devices in %d %s, from %s UTC on, %s.",
                rehearsed.policy().image(),
                members,
                rehearsed.script().fleet().deviceCount(),
                new Waves(rehearsed).count(),
                new Waves(rehearsed).count() == 1 ? "wave" : "waves",
                TimeAxis.text(rehearsed.script().begin()),
                rehearsed.isOne()
                        ? "as one rehearsal went"
                        : "in the median of " + Unit.RUNS.text(rehearsed.runs()) + " rehearsals");
    }

    private Report.Verdict verdict() {
        List<Judgement> all = rehearsed.judgements();
        if (all.isEmpty()) {
            return new Report.Verdict(
                    Tone.PLAIN, "Not judged", "The rollout sets no objectives; these are the figures. " + halts());
        }
        List<Judgement> failed = with(Judgement.Verdict.FAILS);
        List<Judgement> open = with(Judgement.Verdict.UNDECIDED);
        if (!failed.isEmpty()) {
            return new Report.Verdict(
                    Tone.BAD, "No go", count(failed.size(), "fails", "fail") + names(failed) + ' ' + halts());
        }
        if (!open.isEmpty()) {
            return new Report.Verdict(
                    Tone.WARNING,
                    "Undecided",
                    count(open.size(), "is not decided by", "are not decided by")
                            + (rehearsed.isOne()
                                    ? " one rehearsal"
                                    : " " + Unit.RUNS.text(rehearsed.runs()) + " rehearsals")
                            + names(open)
                            + ' '
                            + halts());
        }
        return new Report.Verdict(
                Tone.GOOD,
                "Go",
                (all.size() == 1 ? "The objective holds" : "All " + all.size() + " objectives hold")
                        + " with 97.5 % confidence. " + halts());
    }

    private String count(int some, String one, String more) {
        int all = rehearsed.judgements().size();
        return some + " of " + all + (all == 1 ? " objective " : " objectives ") + (some == 1 ? one : more);
    }

    private List<Judgement> with(Judgement.Verdict verdict) {
        return rehearsed.judgements().stream()
                .filter(judgement -> judgement.verdict() == verdict)
                .toList();
    }

    private static String names(List<Judgement> judgements) {
        return judgements.stream()
                .map(judgement -> ObjectiveText.of(judgement.objective()) + " (found "
                        + RunsText.text(
                                judgement.objective().measure(),
                                judgement.found().value())
                        + ')')
                .collect(Collectors.joining(", ", ": ", "."));
    }

    private String halts() {
        long halted = rehearsed.outcomes().stream()
                .filter(outcome -> outcome.halt().isPresent())
                .count();
        if (rehearsed.isOne()) {
            return halted == 0 ? "It did not halt." : "It halted.";
        }
        return halted == 0
                ? "It never halted."
                : "It halted in " + Mean.percent(halted, rehearsed.runs()) + " of the rehearsals.";
    }

    private List<Report.Fact> facts() {
        return List.of(
                fact(Figure.MOST),
                fact(Figure.FINISH),
                succeeded(),
                fact(Figure.FAILED),
                fact(Figure.TOUCHED),
                egress());
    }

    private Report.Fact fact(Figure figure) {
        return new Report.Fact(figure.label(), text(figure, 50), range(figure));
    }

    private Report.Fact egress() {
        String limit = rehearsed
                .policy()
                .pace()
                .egress()
                .map(most -> "limit " + FigureText.of(Figure.EGRESS.unit(), most.bitsPerSecond()))
                .orElse("no limit");
        return new Report.Fact(FigureText.label(Figure.EGRESS), text(Figure.EGRESS, 50), kept(limit));
    }

    private Report.Fact succeeded() {
        long[] shares = rehearsed.outcomes().stream()
                .mapToLong(outcome -> Mean.mille(Figure.SUCCEEDED.of(outcome), outcome.members()))
                .toArray();
        return new Report.Fact(
                Figure.SUCCEEDED.label(),
                Unit.MILLE.text(median(shares)),
                rehearsed.isOne() ? text(Figure.SUCCEEDED, 50) + " devices" : range(Figure.SUCCEEDED) + " devices");
    }

    private String text(Figure figure, int percent) {
        long[] drawn = rehearsed.all(figure);
        return FigureText.of(figure.unit(), ranked(drawn, Fraction.ofPercent(percent)));
    }

    private String range(Figure figure) {
        return rehearsed.isOne() ? "" : kept("p10 " + text(figure, 10)) + ", " + kept("p90 " + text(figure, 90));
    }

    /** What is not to be broken into lines. */
    private static String kept(String words) {
        return words.replace(' ', '\u00a0');
    }

    private static long median(long[] drawn) {
        return ranked(drawn, MEDIAN);
    }

    /** As {@link dev.sagfleet.simulator.rehearsal.Quantile} has it. */
    private static long ranked(long[] drawn, Fraction share) {
        long[] sorted = LongStream.of(drawn).sorted().toArray();
        return sorted[(int) Math.max(1, share.ceilingOf(sorted.length)) - 1];
    }
}
