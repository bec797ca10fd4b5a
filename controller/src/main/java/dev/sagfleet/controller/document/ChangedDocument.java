package dev.sagfleet.controller.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A document with other scalars at some paths, as {@code waves[0].count}, in the flow style of YAML. Keys that it has not
 * are added: whoever reads it knows which there are. Not thread-safe.
 */
public final class ChangedDocument {
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\[[0-9]{1,6}]|\\.[A-Za-z][A-Za-z0-9_-]*)*");
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)|\\[([0-9]+)]");

    /** What means itself wherever it stands; numbers and flags count as such only without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./%-]*");

    private final Map<String, Object> keys;

    /** @throws DocumentException if the document is no mapping */
    public ChangedDocument(YamlValue document) {
        document.mapping();
        keys = mapping((MappingNode) document.node());
    }

    private static Map<String, Object> mapping(MappingNode node) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            mapping.put(((ScalarNode) tuple.getKeyNode()).getValue(), value(tuple.getValueNode()));
        }
        return mapping;
    }

    private static Object value(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return new ArrayList<>(
                    sequence.getValue().stream().map(ChangedDocument::value).toList());
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean isPlain = scalar.getScalarStyle() == ScalarStyle.PLAIN
                && PLAIN.matcher(scalar.getValue()).matches();
        return isPlain ? scalar.getValue() : quoted(scalar.getValue());
    }

    /**
     * Puts a scalar at a path, in the place of what is there.
     *
     * @throws IllegalArgumentException if there can be none
     */
    public ChangedDocument with(String path, String scalar) {
        if (!PATH.matcher(path).matches()) {
            throw wrong("path: " + path, "keys and places in lists from 0, as waves[0].count or halt.failures");
        }
        List<Object> steps = steps(path);
        Object at = keys;
        String passed = "";
        for (int i = 0; i < steps.size() - 1; i++) {
            Object inside = inside(at, steps.get(i), passed);
            passed = joined(passed, steps.get(i));
            if (inside == null && steps.get(i + 1) instanceof String) {
                inside = new LinkedHashMap<String, Object>();
                put(at, steps.get(i), inside);
            }
            if (inside == null) {
                throw wrong(passed + ": nothing", "a list in the file");
            }
            at = inside;
        }
        Object last = steps.get(steps.size() - 1);
        Object before = inside(at, last, passed);
        if (before instanceof Map || before instanceof List) {
            throw wrong(path + ": " + (before instanceof Map ? "a mapping" : "a list"), "the path of a single value");
        }
        put(at, last, PLAIN.matcher(scalar).matches() ? scalar : quoted(scalar));
        return this;
    }

    private static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        while (matcher.find()) {
            if (path.charAt(matcher.start()) == '[') {
                steps.add(Integer.valueOf(path.substring(matcher.start() + 1, matcher.end() - 1)));
            } else {
                steps.add(path.substring(matcher.start(), matcher.end()));
            }
        }
        return steps;
    }

    private static String joined(String passed, Object step) {
        if (step instanceof Integer) {
            return passed + '[' + step + ']';
        }
        return passed.isEmpty() ? step.toString() : passed + '.' + step;
    }

    private static @Nullable Object inside(Object at, Object step, String passed) {
        if (at instanceof Map<?, ?> mapping && step instanceof String) {
            return mapping.get(step);
        }
        if (at instanceof List<?> list && step instanceof Integer place) {
            if (place >= list.size()) {
                throw wrong(
                        joined(passed, step) + ": not there",
                        passed + "[0] to " + passed + '[' + (list.size() - 1) + "]");
            }
            return list.get(place);
        }
        String found = at instanceof Map ? "a mapping" : at instanceof List ? "a list" : "a single value";
        throw wrong(joined(passed, step) + ": " + passed + " is " + found, "a path that the file has");
    }

    @SuppressWarnings("unchecked")
    private static void put(Object at, Object step, Object value) {
        if (step instanceof Integer place) {
            ((List<Object>) at).set(place, value);
        } else {
            ((Map<String, Object>) at).put((String) step, value);
        }
    }

    /** The text of it, in one line. */
    public String text() {
        return text(keys) + '\n';
    }

    private static String text(Object value) {
        if (value instanceof Map<?, ?> mapping) {
            var joiner = new StringJoiner(", ", "{", "}");
            mapping.forEach((key, inside) -> joiner.add(quoted((String) key) + ": " + text(inside)));
            return joiner.toString();
        }
        if (value instanceof List<?> list) {
            var joiner = new StringJoiner(", ", "[", "]");
            list.forEach(inside -> joiner.add(text(inside)));
            return joiner.toString();
        }
        return (String) value;
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (point < ' ' || point > '~') {
                quoted.append(String.format(Locale.ROOT, "\\U%08X", point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }

    private static IllegalArgumentException wrong(String found, String expected) {
        return new IllegalArgumentException(found + " (expected: " + expected + ')');
    }
}
