package dev.sagfleet.simulator.fleet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** A mapping of a YAML file: its keys are scalars, each there once, in the order of the file. */
final class YamlMapping {
    private static final int KEY_LENGTH_MAX = 100;

    /** A key and its value, both with their places. */
    record Entry(YamlValue key, YamlValue value) {}

    private final YamlValue whole;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    YamlMapping(YamlValue whole, MappingNode node) {
        this.whole = whole;
        for (NodeTuple tuple : node.getValue()) {
            YamlValue key = whole.part("key", tuple.getKeyNode());
            String name = key.text(1, KEY_LENGTH_MAX);
            Entry entry = new Entry(key, whole.part(name, tuple.getValueNode()));
            if (entries.putIfAbsent(name, entry) != null) {
                throw key.refusal("duplicate key: " + name, "each key once");
            }
        }
    }

    /** This mapping, if it has no keys but these. */
    YamlMapping allowing(List<String> names) {
        entries.forEach((name, entry) -> {
            if (!names.contains(name)) {
                throw entry.key().refusal("unknown key: " + name, "one of " + String.join(", ", names));
            }
        });
        return this;
    }

    /** This mapping, if it has not this key. */
    YamlMapping without(String name, String expected) {
        if (entries.containsKey(name)) {
            throw entries.get(name).key().refusal("key: " + name, expected);
        }
        return this;
    }

    YamlValue required(String name) {
        return optional(name).orElseThrow(() -> whole.refusal("missing key: " + name, name + " in " + whole.what()));
    }

    Optional<YamlValue> optional(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::value);
    }

    Collection<Entry> entries() {
        return entries.values();
    }
}
