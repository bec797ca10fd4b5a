package dev.sagfleet.controller.document;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** A mapping of a YAML file: its keys are scalars, each there once, in the order of the file. */
public final class YamlMapping {
    private static final int KEY_LENGTH_MAX = 100;

    /** A key and its value, both with their places. */
    public record Entry(YamlValue key, YamlValue value) {}

    private final YamlValue whole;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    YamlMapping(YamlValue whole, MappingNode node) {
        this.whole = whole;
        node.getValue().forEach(this::add);
    }

    /** The same without the keys that cannot be: they are problems. */
    YamlMapping(YamlValue whole, MappingNode node, DocumentProblems problems) {
        this.whole = whole;
        node.getValue().forEach(tuple -> problems.read(() -> add(tuple)));
    }

    private Entry add(NodeTuple tuple) {
        YamlValue key = whole.part("key", tuple.getKeyNode());
        String name = key.text(1, KEY_LENGTH_MAX);
        Entry entry = new Entry(key, whole.part(name, tuple.getValueNode()));
        if (entries.putIfAbsent(name, entry) != null) {
            throw key.refusal("duplicate key: " + name, "each key once");
        }
        return entry;
    }

    /** This mapping, if it has no keys but these. */
    public YamlMapping allowing(List<String> names) {
        entries.forEach((name, entry) -> requireKnown(name, entry, names));
        return this;
    }

    /** This mapping, in which other keys than these are problems, all of them. */
    public YamlMapping allowing(List<String> names, DocumentProblems problems) {
        entries.forEach((name, entry) -> problems.read(() -> requireKnown(name, entry, names)));
        return this;
    }

    private static Entry requireKnown(String name, Entry entry, List<String> names) {
        if (!names.contains(name)) {
            throw entry.key().refusal("unknown key: " + name, "one of " + String.join(", ", names));
        }
        return entry;
    }

    /** This mapping, if it has not this key. */
    public YamlMapping without(String name, String expected) {
        if (entries.containsKey(name)) {
            throw entries.get(name).key().refusal("key: " + name, expected);
        }
        return this;
    }

    /** All that it says. */
    public YamlValue whole() {
        return whole;
    }

    public YamlValue required(String name) {
        return optional(name).orElseThrow(() -> whole.refusal("missing key: " + name, name + " in " + whole.what()));
    }

    public Optional<YamlValue> optional(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::value);
    }

    public Collection<Entry> entries() {
        return entries.values();
    }
}
