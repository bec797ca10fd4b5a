package dev.sagfleet.controller.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads small files of JSON without a mapper, which takes longer to make than a short command should run.
 */
final class JsonFields {
    /**
     * The texts and whole numbers of an object, without what else it has; none of something that is no object.
     *
     * @throws JsonProcessingException if it is no JSON
     */
    static ObjectNode read(byte[] json) throws IOException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return fields;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                switch (parser.nextToken()) {
                    case VALUE_STRING -> fields.put(name, parser.getText());
                    case VALUE_NUMBER_INT -> fields.put(name, parser.getLongValue());
                    default -> parser.skipChildren();
                }
            }
            return fields;
        }
    }

    private JsonFields() {}
}
