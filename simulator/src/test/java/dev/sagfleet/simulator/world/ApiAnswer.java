package dev.sagfleet.simulator.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What a client got.
 *
 * @param status of HTTP
 * @param code of the error, as the client names it; empty if there was none
 * @param message of the error, likewise
 * @param detail what the emulator adds to it
 * @param body the fields of the response; empty if there was an error
 */
record ApiAnswer(int status, String code, String message, Optional<String> detail, String requestId, JsonNode body) {
    /** The name of the header that {@code detail} stands in. */
    static final String DETAIL = "x-sagfleet-detail";

    private static final ObjectMapper JSON = new ObjectMapper();

    static ApiAnswer success(int status, String json) {
        JsonNode body = parse(json);
        return new ApiAnswer(
                status, "", "", Optional.empty(), body.path("RequestId").asText(), body);
    }

    static ApiAnswer error(int status, String code, String message, Optional<String> detail, String requestId) {
        return new ApiAnswer(status, code, message, detail, requestId, JSON.createObjectNode());
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    /** Status, code and message of an error in one line, as the documentation lists them. */
    String error() {
        return status + " " + code + ": " + message;
    }
}
