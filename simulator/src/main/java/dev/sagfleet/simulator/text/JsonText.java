package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON for a program, in lines that a person and a comparison of lines can read too; the same everywhere. */
public final class JsonText {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DefaultPrettyPrinter LINES =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    /** With a line break at the end. */
    public static String of(JsonNode value) {
        try {
            return MAPPER.writer(LINES).writeValueAsString(value) + '\n';
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonText() {}
}
