package dev.sagfleet.controller.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is wrong with one file, gathered while the rest of it is still read. Not thread-safe. */
public final class DocumentProblems {
    /** More are not worth reading: they have one cause. */
    static final int PROBLEMS_MAX = 100;

    private final String file;
    private final List<DocumentProblem> problems = new ArrayList<>();

    /** @param file what messages call it, see {@link YamlValue#file} */
    public DocumentProblems(String file) {
        this.file = file;
    }

    /** What a part of the file says, or nothing and a problem more. */
    public <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DocumentException e) {
            add(e);
            return Optional.empty();
        }
    }

    public void add(DocumentException problem) {
        problems.addAll(problem.problems());
    }

    /** Whether there is none with a value or a part of it. */
    boolean areNoneIn(YamlValue value) {
        return problems.stream().noneMatch(value::has);
    }

    /**
     * Ends the gathering.
     *
     * @throws DocumentException with all that was gathered, each once and in the order of the file, if anything was
     */
    public void requireNone() {
        if (!problems.isEmpty()) {
            Stream<DocumentProblem> shown = problems.stream().distinct().sorted(DocumentProblem.IN_FILE);
            throw new DocumentException(file, shown.limit(PROBLEMS_MAX).toList());
        }
    }
}
