package dev.sagfleet.simulator.fleet;

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
 * type that is asked for or throws a {@link FleetFileException}.
 *
 * <p>A scalar counts as it is written, so {@code 2.10} stays apart from {@code 2.1}.
 */
final class YamlValue {
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

    String what() {
        return what;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** A mapping with any keys. */
    YamlMapping mapping() {
        if (!(node instanceof MappingNode mapping)) {
            throw refusal("a mapping");
        }
        return new YamlMapping(this, mapping);
    }

    List<YamlValue> items(int sizeMin, int sizeMax) {
        if (!(node instanceof SequenceNode sequence)) {
            throw refusal("a list");
        }
        int size = sequence.getValue().size();
        if (size < sizeMin || size > sizeMax) {
            throw refusal(what + ": " + size + " in the list", sizeMin + " to " + sizeMax);
        }
        return sequence.getValue().stream().map(item -> part(what, item)).toList();
    }

    String text(int lengthMin, int lengthMax) {
        return scalar(text -> Optional.of(text)
                        .filter(it -> it.length() >= lengthMin && it.length() <= lengthMax)
                        .filter(it -> it.chars().noneMatch(Character::isISOControl)))
                .orElseThrow(() -> refusal(lengthMin + " to " + lengthMax + " characters in one line"));
    }

    /** What a plain or quoted scalar means, if it means something. */
    <T> T choice(Function<String, Optional<T>> meaning, String expected) {
        return scalar(meaning).orElseThrow(() -> refusal(expected));
    }

    int integer(int min, int max, String unit) {
        return plain(WHOLE)
                .map(Integer::parseInt)
                .filter(number -> number >= min && number <= max)
                .orElseThrow(() -> refusal("a whole number of " + unit + " from " + min + " to " + max));
    }

    /** A number from 0 with at most 6 decimals. */
    BigDecimal decimal(int max, String unit) {
        return plain(DECIMAL)
                .map(BigDecimal::new)
                .filter(number -> number.compareTo(BigDecimal.valueOf(max)) <= 0)
                .orElseThrow(() -> refusal("a number of " + unit + " from 0 to " + max));
    }

    boolean flag() {
        return plain(Pattern.compile("true|false")).map(Boolean::valueOf).orElseThrow(() -> refusal("true or false"));
    }

    FleetFileException refusal(String expected) {
        return refusal(what + ": " + shown(), expected);
    }

    FleetFileException refusal(String found, String expected) {
        Mark start = node.getStartMark();
        return new FleetFileException(file, start.getLine() + 1, start.getColumn() + 1, found, expected);
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

    private String shown() {
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
