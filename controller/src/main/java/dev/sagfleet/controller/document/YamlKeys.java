package dev.sagfleet.controller.document;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of a mapping, each read although others are wrong. What is wrong is gathered. */
public final class YamlKeys {
    private final YamlMapping mapping;
    private final DocumentProblems problems;

    private YamlKeys(YamlMapping mapping, DocumentProblems problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** Those of a value, of which others than these are problems; nothing and a problem if it is no mapping. */
    public static Optional<YamlKeys> of(YamlValue value, List<String> names, DocumentProblems problems) {
        return problems.read(() -> value.mapping(problems).allowing(names, problems))
                .map(mapping -> new YamlKeys(mapping, problems));
    }

    /** Those of a value, whatever they are called; nothing and a problem if it is no mapping. */
    public static Optional<YamlKeys> of(YamlValue value, DocumentProblems problems) {
        return problems.read(() -> value.mapping(problems)).map(mapping -> new YamlKeys(mapping, problems));
    }

    /** The keys that are called otherwise. */
    public List<YamlMapping.Entry> others(List<String> names) {
        return mapping.entries().stream()
                .filter(entry -> !names.contains(entry.value().what()))
                .toList();
    }

    public DocumentProblems problems() {
        return problems;
    }

    /** Where a key stands, or the whole mapping if it has not this key. */
    public YamlValue where(String name) {
        return mapping.optional(name).orElseGet(mapping::whole);
    }

    /** The whole mapping. */
    public YamlValue whole() {
        return mapping.whole();
    }

    public boolean has(String name) {
        return mapping.optional(name).isPresent();
    }

    /** Whether nothing that was found is wrong with a key, or it is not there. */
    public boolean isSound(String name) {
        return mapping.optional(name).map(problems::areNoneIn).orElse(true);
    }

    /** What a key says; nothing if it is not there, or is wrong. */
    public <T> Optional<T> optional(String name, Function<YamlValue, T> meaning) {
        return mapping.optional(name).flatMap(value -> problems.read(() -> meaning.apply(value)));
    }

    /** The same of a key that must be there. */
    public <T> Optional<T> required(String name, Function<YamlValue, T> meaning) {
        return problems.read(() -> meaning.apply(mapping.required(name)));
    }

    /** What a key says that is a mapping, whatever its keys are called. */
    public Optional<YamlKeys> nested(String name) {
        return mapping.optional(name).flatMap(value -> of(value, problems));
    }

    /** What a key says that is a mapping with keys of its own. */
    public Optional<YamlKeys> nested(String name, List<String> names) {
        return mapping.optional(name).flatMap(value -> of(value, names, problems));
    }
}
