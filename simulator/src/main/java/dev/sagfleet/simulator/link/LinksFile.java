package dev.sagfleet.simulator.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/** How the links of a fleet are, as a file says it. */
public final class LinksFile {
    private static final String TYPICAL = "links.yaml";
    private static final String WHAT = "links";
    private static final String EXPECTED = "a mapping with models or uplink";

    /** What is assumed of fleets like these: plausible, and not measured. */
    public static LinkAssumptions typical() {
        return parse(TYPICAL, typicalText());
    }

    /** The text of that, with a word on each number, to be edited. */
    public static String typicalText() {
        try (InputStream text = Objects.requireNonNull(LinksFile.class.getResourceAsStream(TYPICAL), TYPICAL)) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a YAML file of UTF-8 text.
     *
     * @throws DocumentException if it is no file of links; its messages name the path as given
     * @throws IOException if the file cannot be read
     */
    public static LinkAssumptions read(Path path) throws IOException {
        return LinksReader.read(YamlDocument.read(path, WHAT, EXPECTED));
    }

    /**
     * Reads YAML text.
     *
     * @param name what messages call the text, as a file name
     * @throws DocumentException if the text is no file of links
     */
    public static LinkAssumptions parse(String name, String text) {
        return LinksReader.read(YamlDocument.parse(name, text, WHAT, EXPECTED));
    }

    private LinksFile() {}
}
