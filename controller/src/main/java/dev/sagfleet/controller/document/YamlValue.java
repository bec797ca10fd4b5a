package dev.sagfleet.controller.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One value of a YAML file, which knows what it is called and where it stands, and gives itself as the
 * type that is asked for or throws a {@link DocumentException}.
 *
 * <p>A scalar counts as it is written, so {@code 2.10} stays apart from {@code 2.1}.
 */
public final class YamlValue {
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?");
    private static final int SHOWN_CHARS_MAX = 60;

    private final String file;
    private final String what;
    private final Node node;

    YamlValue(String file, String what, Node node) {
        this.file = file;
        this.what = what;
        this.node = node;
    }

    YamlValue part(String partWhat, Node partNode) {
        return new YamlValue(file, partWhat, partNode);
    }

    Node node() {
        return node;
    }

    /** What messages call the file. */
    public String file() {
        return file;
    }

    public String what() {
        return what;
    }

    /** Counted from 1. */
    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** Counted from 1, in characters. */
    public int column() {
        return node.getStartMark().getColumn() + 1;
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Whether there is nothing, or a text of no characters. */
    public boolean isEmptyText() {
        return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** A mapping with any keys. */
    public YamlMapping mapping() {
        if (!(node instanceof MappingNode mapping)) {
            throw refusal("a mapping");
        }
        return new YamlMapping(this, mapping);
    }

    /** A mapping with any keys; what cannot be a key is a problem, and left out. */
    public YamlMapping mapping(DocumentProblems problems) {
        if (!(node instanceof MappingNode mapping)) {
            throw refusal("a mapping");
        }
        return new YamlMapping(this, mapping, problems);
    }

    public List<YamlValue> items(int sizeMin, int sizeMax) {
        if (!(node instanceof SequenceNode sequence)) {
            throw refusal("a list");
        }
        int size = sequence.getValue().size();
        if (size < sizeMin || size > sizeMax) {
            throw refusal(what + ": " + size + " in the list", sizeMin + " to " + sizeMax);
        }
        return sequence.getValue().stream().map(item -> part(what, item)).toList();
    }

    public String text(int lengthMin, int lengthMax) {
        return scalar(text -> Optional.of(text)
                        .filter(it -> it.length() >= lengthMin && it.length() <= lengthMax)
                        .filter(it -> it.chars().noneMatch(Character::isISOControl)))
                .orElseThrow(() -> refusal(lengthMin + " to " + lengthMax + " characters in one line"));
    }

    /** What a plain or quoted scalar means, if it means something. */
    public <T> T choice(Function<String, Optional<T>> meaning, String expected) {
        return scalar(meaning).orElseThrow(() -> refusal(expected));
    }

    /** What a function makes of a plain or quoted scalar, if it does not throw an IllegalArgumentException. */
    public <T> T parsed(Function<String, T> parsing, String expected) {
        return choice(
                text -> {
                    try {
                        return Optional.of(parsing.apply(text));
                    } catch (IllegalArgumentException e) {
                        return Optional.empty();
                    }
                },
                expected);
    }

    public int integer(int min, int max, String unit) {
        return plain(WHOLE)
                .map(Integer::parseInt)
                .filter(number -> number >= min && number <= max)
                .orElseThrow(() -> refusal("a whole number of " + unit + " from " + min + " to " + max));
    }

    /** A number from 0 with at most 6 decimals. */
    public BigDecimal decimal(int max, String unit) {
        return plain(DECIMAL)
                .map(BigDecimal::new)
                .filter(number -> number.compareTo(BigDecimal.valueOf(max)) <= 0)
                .orElseThrow(() -> refusal("a number of " + unit + " from 0 to " + max));
    }

    public boolean flag() {
        return plain(Pattern.compile("true|false")).map(Boolean::valueOf).orElseThrow(() -> refusal("true or false"));
    }

    /** Whether a problem is with this value or a part of it. */
    boolean has(DocumentProblem problem) {
        Mark end = node.getEndMark();
        var last = new DocumentProblem(end.getLine() + 1, end.getColumn() + 1, "", "", false);
        var first = refusal("", "").problems().get(0);
        return DocumentProblem.IN_FILE.compare(first, problem) <= 0
                && DocumentProblem.IN_FILE.compare(problem, last) < 0;
    }

    public DocumentException refusal(String expected) {
        return refusal(what + ": " + shown(), expected);
    }

    public DocumentException refusal(String found, String expected) {
        return new DocumentException(file, line(), column(), found, expected);
    }

    /** Of a value that is well by itself, but not beside what else the file says. */
    public DocumentException contradiction(String found, String expected) {
        return new DocumentException(file, List.of(new DocumentProblem(line(), column(), found, expected, true)));
    }

    private <T> Optional<T> scalar(Function<String, Optional<T>> meaning) {
        return node instanceof ScalarNode scalar ? meaning.apply(scalar.getValue()) : Optional.empty();
    }

    /** Numbers and flags in quotes are text. */
    private Optional<String> plain(Pattern form) {
        return scalar(Optional::of)
                .filter(text -> ((ScalarNode) node).getScalarStyle() == ScalarStyle.PLAIN)
                .filter(text -> form.matcher(text).matches());
    }

    /** As messages show it: a scalar that is too long is cut. */
    public String shown() {
        if (!(node instanceof ScalarNode scalar)) {
            return isMapping() ? "a mapping" : "a list";
        }
        if (scalar.getValue().isEmpty()) {
            return "nothing";
        }
        String text = scalar.getValue();
        String shown = text.length() > SHOWN_CHARS_MAX ? text.substring(0, SHOWN_CHARS_MAX) + "..." : text;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN ? shown : '"' + shown + '"';
    }
}
