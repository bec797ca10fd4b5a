package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The members of a message, ready to be written into the JSON object of its frame. */
interface Members {
    void writeTo(JsonGenerator json) throws IOException;

    /** The member {@code type} and then the others. */
    static Members of(String type, Members others) {
        return json -> {
            json.writeStringField("type", type);
            others.writeTo(json);
        };
    }
}
