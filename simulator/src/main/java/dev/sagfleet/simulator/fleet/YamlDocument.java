package dev.sagfleet.simulator.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns YAML text into its one document, and refuses what a hand-written file does not need: more than
 * 1 MiB, more than one document, aliases, tags, deep nesting. So nothing in a file can grow when it is read.
 */
final class YamlDocument {
    static final int BYTES_MAX = 1 << 20;

    private static final int DEPTH_MAX = 8;

    private static final Mark START = new Mark("", 0, 0, 0, new int[0], 0);

    private final String file;
    private int documents;
    private int depth;

    private YamlDocument(String file) {
        this.file = file;
    }

    static YamlValue read(Path path) throws IOException {
        String file = path.toString();
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(BYTES_MAX + 1);
        }
        requireSize(file, bytes.length);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes), text, true)
                .isError()) {
            throw badCharacter(file, text.flip().toString(), "bytes: not UTF-8");
        }
        return parse(file, text.flip().toString());
    }

    static YamlValue parse(String file, String text) {
        requireSize(file, text.getBytes(StandardCharsets.UTF_8).length);
        for (int at = 0, point; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            if (!StreamReader.isPrintable(point)) {
                throw badCharacter(file, text.substring(0, at), String.format("character: U+%04X", point));
            }
        }
        new YamlDocument(file).check(text);
        return new YamlValue(file, "fleet file", new Yaml().compose(new StringReader(text)));
    }

    private static void requireSize(String file, int bytes) {
        if (bytes > BYTES_MAX) {
            throw new FleetFileException(file, 1, 1, "fleet file: too large", "at most " + BYTES_MAX + " bytes");
        }
    }

    private static FleetFileException badCharacter(String file, String before, String found) {
        String[] lines = before.split("\r\n|\r|\n", -1);
        String last = lines[lines.length - 1];
        int column = last.codePointCount(0, last.length()) + 1;
        return new FleetFileException(file, lines.length, column, found, "printable UTF-8 text");
    }

    /** Goes through the text once without building anything. */
    private void check(String text) {
        Mark reached = START;
        try {
            for (Event event : new Yaml().parse(new StringReader(text))) {
                check(event);
                reached = event.getEndMark();
            }
        } catch (MarkedYAMLException e) {
            throw refusal(e.getProblemMark(), "broken YAML: " + e.getProblem(), "well-formed YAML");
        } catch (YAMLException e) {
            // The scanner has a few complaints without a place: the last one that was still right must do.
            throw refusal(reached, "broken YAML: " + e.getMessage(), "well-formed YAML");
        }
        if (documents == 0) {
            throw new FleetFileException(file, 1, 1, "fleet file: empty", "a mapping with instances");
        }
    }

    private void check(Event event) {
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            throw refusal(event.getStartMark(), "document: a second one", "one document");
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        if (event instanceof CollectionStartEvent && ++depth > DEPTH_MAX) {
            throw refusal(event.getStartMark(), "nesting: " + depth + " levels", "at most " + DEPTH_MAX);
        }
        if (event instanceof AliasEvent alias) {
            throw refusal(event.getStartMark(), "alias: *" + alias.getAnchor(), "the value itself");
        }
        if (event instanceof CollectionStartEvent collection && collection.getTag() != null) {
            throw refusal(event.getStartMark(), "tag: " + collection.getTag(), "no tag");
        }
        if (event instanceof ScalarEvent scalar && scalar.getTag() != null) {
            throw refusal(event.getStartMark(), "tag: " + scalar.getTag(), "no tag");
        }
    }

    private FleetFileException refusal(Mark mark, String found, String expected) {
        return new FleetFileException(file, mark.getLine() + 1, mark.getColumn() + 1, found, expected);
    }
}
