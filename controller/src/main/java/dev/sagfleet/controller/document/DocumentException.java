package dev.sagfleet.controller.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that cannot be used. The message says where and why, for whoever wrote the file:
 * {@code FILE:LINE:COLUMN: what: value (expected: ...)}, lines and columns counted from 1, each problem in a line of its
 * own.
 */
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<DocumentProblem> problems;

    /** @param problems 1 or more */
    DocumentException(String file, List<DocumentProblem> problems) {
        super(problems.stream().map(problem -> file + ':' + problem).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    DocumentException(String file, int line, int column, String found, String expected) {
        this(file, List.of(new DocumentProblem(line, column, found, expected, false)));
    }

    /** Whether each value is well by itself, but some not beside others. */
    public boolean isContradiction() {
        return problems.stream().allMatch(DocumentProblem::isContradiction);
    }

    /** All that is known to be wrong, in the order of the file. */
    public List<DocumentProblem> problems() {
        return problems;
    }
}
