package dev.sagfleet.agent.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON object that was written by this program, whose members are asked for by name and kind. */
record StoredNode(JsonNode node) {
    String text(String name) {
        return member(name, JsonNodeType.STRING).textValue();
    }

    Optional<String> optionalText(String name) {
        return node.has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : member(name, JsonNodeType.ARRAY)) {
            if (!text.isTextual()) {
                throw new IllegalArgumentException(name + ": " + text + " (expected: strings)");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    long number(String name) {
        JsonNode value = member(name, JsonNodeType.NUMBER);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number from 0)");
        }
        return value.longValue();
    }

    int count(String name) {
        long number = number(name);
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + ": " + number + " (expected: at most " + Integer.MAX_VALUE + ')');
        }
        return (int) number;
    }

    boolean flag(String name) {
        return member(name, JsonNodeType.BOOLEAN).booleanValue();
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> constants) {
        return Enum.valueOf(constants, text(name));
    }

    /** An object in it; nothing if there is no such member. */
    Optional<StoredNode> object(String name) {
        return node.has(name) ? Optional.of(new StoredNode(member(name, JsonNodeType.OBJECT))) : Optional.empty();
    }

    private JsonNode member(String name, JsonNodeType type) {
        JsonNode value = node.path(name);
        if (value.getNodeType() != type) {
            throw new IllegalArgumentException(name + ": " + value.getNodeType() + " (expected: " + type + ')');
        }
        return value;
    }
}
