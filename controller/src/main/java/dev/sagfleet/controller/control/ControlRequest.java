package dev.sagfleet.controller.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the control API.
 *
 * @param variables what stood in the variable parts of the path, in order
 * @param query the values of each parameter of it, decoded
 * @param body the JSON object that came with it; empty if none did
 * @param content the bytes that came with it where those are wanted, read only; none elsewhere
 * @param requestId names the request, and every change that it makes
 */
public record ControlRequest(
        List<String> variables,
        Map<String, List<String>> query,
        JsonNode body,
        ByteBuffer content,
        String requestId,
        long nowMillis) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public ControlRequest {
        variables = List.copyOf(variables);
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        content = content.asReadOnlyBuffer();
    }

    /** One with JSON. */
    public ControlRequest(
            List<String> variables, Map<String, List<String>> query, JsonNode body, String requestId, long nowMillis) {
        this(variables, query, body, ByteBuffer.allocate(0), requestId, nowMillis);
    }

    /**
     * The JSON object in a body; an empty one for an empty body.
     *
     * @throws ControlException if it is something else
     */
    static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode node = JSON.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw ControlException.badRequest("body: " + e.getOriginalMessage() + " (expected: one JSON object)");
        } catch (IOException e) {
            throw ControlException.badRequest("body: unreadable (expected: one JSON object)");
        }
        throw ControlException.badRequest("body: no JSON object (expected: one JSON object)");
    }

    /** Refuses members that no route reads, which are mistyped most likely. */
    public void requireOnly(String... names) {
        List<String> known = List.of(names);
        for (Iterator<String> members = body.fieldNames(); members.hasNext(); ) {
            String member = members.next();
            if (!known.contains(member)) {
                throw ControlException.badRequest(member + ": unknown (expected: " + String.join(", ", names) + ')');
            }
        }
    }

    /** A flag, if it is there. */
    public Optional<Boolean> flag(String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw ControlException.badRequest(name + ": " + value + " (expected: true or false)");
        }
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.booleanValue());
    }

    /** A text that may be null; nothing at all if it is not there. */
    public Optional<Optional<String>> nullableText(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isNull() && !value.isTextual()) {
            throw ControlException.badRequest(name + ": " + value + " (expected: a string or null)");
        }
        return Optional.of(Optional.ofNullable(value.textValue()));
    }

    /** A text, if it is there. */
    public Optional<String> optionalText(String name) {
        return nullableText(name).flatMap(text -> text);
    }

    /** A whole number of this range, if it is there. */
    public Optional<Integer> number(String name, int least, int most) {
        return wideNumber(name, least, most).map(Math::toIntExact);
    }

    /** Likewise one that may be larger. */
    public Optional<Long> wideNumber(String name, long least, long most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw ControlException.badRequest(
                    name + ": " + value + " (expected: a whole number from " + least + " to " + most + ')');
        }
        return Optional.of(value.longValue());
    }

    /** The texts of a list, in order; none if it is not there. */
    public List<String> texts(String name) {
        JsonNode list = body.path(name);
        List<String> texts = new ArrayList<>();
        if (!list.isMissingNode() && !list.isArray()) {
            throw ControlException.badRequest(name + ": " + list + " (expected: a list of strings)");
        }
        for (JsonNode text : list) {
            if (!text.isTextual()) {
                throw ControlException.badRequest(name + ": " + text + " (expected: a list of strings)");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    /** A text that must be there. */
    public String text(String name) {
        return optionalText(name)
                .orElseThrow(() -> ControlException.badRequest(name + ": missing (expected: a string)"));
    }
}
