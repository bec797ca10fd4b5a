package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The members of a JSON object, each asked for by name and kind, so that what is missing or wrong is named. */
record Fields(String path, JsonNode node) {
    String text(String name) throws MalformedMessageException {
        return optionalText(name).orElseThrow(() -> wrong(name, "a string"));
    }

    Optional<String> optionalText(String name) throws MalformedMessageException {
        Optional<JsonNode> value = present(name);
        if (value.isPresent() && !value.get().isTextual()) {
            throw wrong(name, "a string");
        }
        return value.map(JsonNode::textValue);
    }

    /** None if there is no such member. */
    List<String> optionalTexts(String name) throws MalformedMessageException {
        List<String> texts = new ArrayList<>();
        Optional<JsonNode> value = present(name);
        if (value.isPresent() && !value.get().isArray()) {
            throw wrong(name, "an array of strings");
        }
        for (JsonNode text : value.<Iterable<JsonNode>>map(array -> array).orElse(List.of())) {
            if (!text.isTextual()) {
                throw wrong(name, "an array of strings");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    long number(String name) throws MalformedMessageException {
        return optionalNumber(name).orElseThrow(() -> wrong(name, "a whole number from 0"));
    }

    long numberUpTo(String name, long max) throws MalformedMessageException {
        return optionalNumberUpTo(name, max).orElseThrow(() -> wrong(name, "a whole number from 0"));
    }

    Optional<Long> optionalNumberUpTo(String name, long max) throws MalformedMessageException {
        Optional<Long> value = optionalNumber(name);
        if (value.isPresent() && value.get() > max) {
            throw wrong(name, "at most " + max);
        }
        return value;
    }

    Optional<Long> optionalNumber(String name) throws MalformedMessageException {
        Optional<JsonNode> value = present(name);
        if (value.isPresent() && !isCount(value.get())) {
            throw wrong(name, "a whole number from 0");
        }
        return value.map(JsonNode::longValue);
    }

    /** False if there is none. */
    boolean optionalFlag(String name) throws MalformedMessageException {
        return present(name).isPresent() && flag(name);
    }

    boolean flag(String name) throws MalformedMessageException {
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.booleanValue();
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> constants) throws MalformedMessageException {
        String text = text(name);
        for (E constant : constants.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw wrong(name, "one of " + Arrays.toString(constants.getEnumConstants()));
    }

    Fields object(String name) throws MalformedMessageException {
        return optionalObject(name).orElseThrow(() -> wrong(name, "an object"));
    }

    Optional<Fields> optionalObject(String name) throws MalformedMessageException {
        Optional<JsonNode> value = present(name);
        if (value.isPresent() && !value.get().isObject()) {
            throw wrong(name, "an object");
        }
        return value.map(members -> new Fields(path + name + '.', members));
    }

    MalformedMessageException wrong(String name, String expected) {
        JsonNode value = node.path(name);
        String found = value.isMissingNode() ? "missing" : value.toString();
        return new MalformedMessageException(path + name + ": " + Text.quote(found) + " (expected: " + expected + ')');
    }

    /** A member that is null is one that is missing. */
    private Optional<JsonNode> present(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private static boolean isCount(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
    }
}
