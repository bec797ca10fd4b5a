package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.controller.document.YamlDocument;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A policy as a person writes it down, in YAML or JSON. */
public final class RolloutFile {
    private static final String WHAT = "rollout file";
    private static final String EXPECTED = "a mapping with name, image and waves";

    /**
     * Reads a file of UTF-8 text.
     *
     * @param now when it is handed in: its windows must open after that
     * @throws dev.sagfleet.controller.document.DocumentException with all that is wrong with it, by the path as given
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
     * @throws dev.sagfleet.controller.document.DocumentException with all that is wrong with it
     */
    public static RolloutPolicy parse(String name, String text, Instant now) {
        return PolicyReader.read(YamlDocument.parse(name, text, WHAT, EXPECTED), now);
    }

    /** The text of a policy, every key of it: reading it gives an equal policy. */
    public static String write(RolloutPolicy policy) {
        return PolicyWriter.write(policy);
    }

    private RolloutFile() {}
}
