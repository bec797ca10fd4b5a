package dev.sagfleet.simulator.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What somebody wants to know, the short answer first.
 *
 * @param kind of report, in a word or two
 * @param title what it is about
 * @param summary the same in a sentence
 * @param facts few, the most important first
 * @param origin what it was made from, by name
 * @param sections in the order in which they are read
 */
public record Report(
        String kind,
        String title,
        String summary,
        Verdict verdict,
        List<Fact> facts,
        List<Origin> origin,
        List<Section> sections) {
    /**
     * The answer.
     *
     * @param word one to three words
     * @param text why, in a sentence
     */
    public record Verdict(Tone tone, String word, String text) {}

    /**
     * One figure.
     *
     * @param note what else is known of it; may be empty
     */
    public record Fact(String label, String value, String note) {}

    /**
     * One thing that it was made from.
     *
     * @param isTyped whether it is copied by whoever wants the same again
     */
    public record Origin(String label, String value, boolean isTyped) {}

    public Report {
        requireNonNull(kind, "kind");
        requireNonNull(title, "title");
        requireNonNull(verdict, "verdict");
        facts = List.copyOf(facts);
        origin = List.copyOf(origin);
        sections = List.copyOf(sections);
    }
}
