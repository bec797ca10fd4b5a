package dev.sagfleet.controller.document;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with a file. Always one line.
 *
 * @param line counted from 1
 * @param column counted from 1, in characters
 * @param found what stands there, with what it is called
 * @param expected what may stand there
 * @param isContradiction whether it is well by itself, but not beside what else the file says
 */
public record DocumentProblem(int line, int column, String found, String expected, boolean isContradiction) {
    /** From the beginning of a file to its end. */
    static final Comparator<DocumentProblem> IN_FILE =
            Comparator.comparingInt(DocumentProblem::line).thenComparingInt(DocumentProblem::column);

    private static final Pattern BREAKS = Pattern.compile("[\\p{IsControl}\\p{Zl}\\p{Zp}]+");

    public DocumentProblem {
        requireNonNull(expected, "expected");
        found = BREAKS.matcher(found).replaceAll(" ");
    }

    /** {@code LINE:COLUMN: what: value (expected: ...)}. */
    @Override
    public String toString() {
        return line + ":" + column + ": " + found + " (expected: " + expected + ')';
    }
}
