package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.controller.document.ChangedDocument;
import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.YamlDocument;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** A policy as a person writes it down, in YAML or JSON. */
public final class RolloutFile {
    private static final String WHAT = "rollout file";
    private static final String EXPECTED = "a mapping with name, image and waves";

    /**
     * Reads a file of UTF-8 text.
     *
     * @param now when it is handed in: its windows must open after that
     * @throws DocumentException with all that is wrong with it, by the path as given
     * @throws IOException if it cannot be read
     */
    public static RolloutPolicy read(Path path, Instant now) throws IOException {
        return PolicyReader.read(YamlDocument.read(path, WHAT, EXPECTED), now);
    }

    /**
     * Reads a text.
     *
     * @param name what messages call it, as a file name
     * @param now when it is handed in: its windows must open after that
     * @throws DocumentException with all that is wrong with it
     */
    public static RolloutPolicy parse(String name, String text, Instant now) {
        return PolicyReader.read(YamlDocument.parse(name, text, WHAT, EXPECTED), now);
    }

    /**
     * The text of a file with other values at some paths, as {@code waves[0].count}.
     *
     * @param values by their paths
     * @throws IllegalArgumentException if there can be no value at a path
     * @throws IOException if it cannot be read
     */
    public static String with(Path path, Map<String, String> values) throws IOException {
        var changed = new ChangedDocument(YamlDocument.read(path, WHAT, EXPECTED));
        values.forEach(changed::with);
        return changed.text();
    }

    /**
     * What is wrong with a key of a file that is well in itself, for whom it is rehearsed or checked with.
     *
     * @param key that is to blame; the whole file if it has not this key
     * @throws IOException if it cannot be read
     */
    public static DocumentException refusal(Path path, String key, String found, String expected) throws IOException {
        YamlMapping file = YamlDocument.read(path, WHAT, EXPECTED).mapping();
        return file.optional(key).orElseGet(file::whole).refusal(found, expected);
    }

    /** The text of a policy, every key of it: reading it gives an equal policy. */
    public static String write(RolloutPolicy policy) {
        return PolicyWriter.write(policy);
    }

    private RolloutFile() {}
}
