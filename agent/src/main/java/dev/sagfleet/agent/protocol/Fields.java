package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;

/** The members of a JSON object, each asked for by name and kind, so that what is missing or wrong is named. */
record Fields(String path, JsonNode node) {
    private static final int QUOTE_LENGTH_MAX = 40;

    String text(String name) throws MalformedMessageException {
        return optionalText(name).orElseThrow(() -> wrong(name, "a string"));
    }

    Optional<String> optionalText(String name) throws MalformedMessageException {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(name, "a string");
        }
        return Optional.of(value.textValue());
    }

    long number(String name) throws MalformedMessageException {
        return optionalNumber(name).orElseThrow(() -> wrong(name, "a whole number from 0"));
    }

    Optional<Long> optionalNumber(String name) throws MalformedMessageException {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong(name, "a whole number from 0");
        }
        return Optional.of(value.longValue());
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
        return Arrays.stream(constants.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(name, "one of " + Arrays.toString(constants.getEnumConstants())));
    }

    Fields object(String name) throws MalformedMessageException {
        JsonNode value = node.path(name);
        if (!value.isObject()) {
            throw wrong(name, "an object");
        }
        return new Fields(path + name + '.', value);
    }

    MalformedMessageException wrong(String name, String expected) {
        JsonNode value = node.path(name);
        String found = value.isMissingNode() ? "missing" : value.toString();
        String quoted = found.length() > QUOTE_LENGTH_MAX ? found.substring(0, QUOTE_LENGTH_MAX) + "..." : found;
        return new MalformedMessageException(path + name + ": " + quoted + " (expected: " + expected + ')');
    }
}
