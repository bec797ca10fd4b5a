package dev.sagfleet.controller.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Turns YAML text into its one document, and refuses what a hand-written file does not need: more than
 * 1 MiB, more than one document, aliases of lists and mappings, tags, deep nesting. So nothing in a file can
 * grow when it is read.
 */
public final class YamlDocument {
    public static final int SIZE_MAX = 1 << 20;

    private static final int DEPTH_MAX = 8;
    private static final LoaderOptions LIMITS = limits();
    private static final Pattern ESCAPE = Pattern.compile("\\\\.");

    /** What stands in a text for bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * Reads a file.
     *
     * @param what messages call it, as a fleet file
     * @param expected what is in such a file, for whoever has an empty one
     * @throws DocumentException if it is not one document of UTF-8 text
     */
    public static YamlValue read(Path path, String what, String expected) throws IOException {
        String file = path.toString();
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(SIZE_MAX + 1);
        }
        if (bytes.length > SIZE_MAX) {
            throw new DocumentException(file, 1, 1, what + ": too large", "at most " + SIZE_MAX + " bytes");
        }
        String text = new String(bytes, UTF_8);
        int malformed = text.indexOf(REPLACEMENT);
        if (malformed >= 0) {
            throw badCharacter(file, text.substring(0, malformed), "bytes: not UTF-8");
        }
        return parse(file, text, what, expected);
    }

    /**
     * Reads a text.
     *
     * @param file what messages call it
     */
    public static YamlValue parse(String file, String text, String what, String expected) {
        var reader = new StreamReader(isJson(text) ? yaml(text) : text);
        try {
            @Nullable Node root = new Composer(new UntaggedParser(reader), new Resolver(), LIMITS).getSingleNode();
            return Optional.ofNullable(root)
                    .map(node -> new YamlValue(file, what, node))
                    .orElseThrow(() -> new DocumentException(file, 1, 1, what + ": empty", expected));
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            throw badCharacter(file, before, String.format("character: U+%04X", e.getCodePoint()));
        } catch (MarkedYAMLException e) {
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            throw broken(file, e.getProblemMark(), context + e.getProblem());
        } catch (YAMLException | NumberFormatException e) {
            // A limit, or an escape that is no character: it is just before what was read last.
            throw broken(file, reader.getMark(), String.valueOf(e.getMessage()));
        }
    }

    private static boolean isJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    /** JSON is YAML but for tabs, which it has between its values only, and for one escape, of a character that needs none. */
    private static String yaml(String json) {
        return ESCAPE.matcher(json.replace('\t', ' '))
                .replaceAll(escape -> escape.group().equals("\\/") ? "/" : Matcher.quoteReplacement(escape.group()));
    }

    private static LoaderOptions limits() {
        var options = new LoaderOptions();
        options.setCodePointLimit(SIZE_MAX);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setMaxAliasesForCollections(0);
        return options;
    }

    private static DocumentException broken(String file, Mark mark, String found) {
        return new DocumentException(
                file, mark.getLine() + 1, mark.getColumn() + 1, "broken YAML: " + found, "well-formed YAML");
    }

    private static DocumentException badCharacter(String file, String before, String found) {
        String[] lines = before.split("\r\n|\r|\n", -1);
        String last = lines[lines.length - 1];
        int column = last.codePointCount(0, last.length()) + 1;
        return new DocumentException(file, lines.length, column, found, "printable UTF-8 text");
    }

    /** Refuses tags, which say what type a value has: here its place says so, and a tag would count for nothing. */
    private static final class UntaggedParser extends ParserImpl {
        UntaggedParser(StreamReader reader) {
            super(reader, LIMITS);
        }

        @Override
        public Event getEvent() {
            Event event = super.getEvent();
            String tag = tag(event);
            if (tag != null) {
                throw new ParserException(null, null, "found a tag, " + tag, event.getStartMark());
            }
            return event;
        }

        private static @Nullable String tag(Event event) {
            if (event instanceof ScalarEvent scalar) {
                return scalar.getTag();
            }
            return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        }
    }

    private YamlDocument() {}
}
