package dev.sagfleet.controller.rollout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes a JSON object that is kept, member by member. {@link KeptFields} reads it. */
final class KeptText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int TYPICAL_CHARS = 2_048;

    /** What writes the members behind the one that names the format. */
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static String write(int format, Content content) {
        StringWriter text = new StringWriter(TYPICAL_CHARS);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField(KeptFields.FORMAT, format);
            content.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private KeptText() {}
}
