package dev.sagfleet.controller.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of a JSON object that was written to be kept. What is not there, or is of another kind, was not written by this
 * controller: an {@link IllegalArgumentException}.
 */
record KeptFields(JsonNode object) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The member that says in which format a text is. */
    static final String FORMAT = "format";

    /** An object to be filled and kept, which says in which format it is. */
    static ObjectNode begin(int format) {
        return begin().put(FORMAT, format);
    }

    /** One within another. */
    static ObjectNode begin() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The object that a text is, in a format that is known. */
    static KeptFields parse(String text, int format) {
        try {
            KeptFields fields = new KeptFields(JSON.readTree(text));
            long found = fields.number(FORMAT);
            if (found != format) {
                throw new IllegalArgumentException(FORMAT + ": " + found + " (expected: " + format + ')');
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("kept text: " + e.getOriginalMessage() + " (expected: JSON)", e);
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    long number(String name) {
        JsonNode value = require(name);
        return require(value.isIntegralNumber() && value.canConvertToLong(), name, value)
                .longValue();
    }

    int smallNumber(String name) {
        return Math.toIntExact(number(name));
    }

    /** A number that is only written if it is not 0. */
    int smallNumberOrZero(String name) {
        return has(name) ? smallNumber(name) : 0;
    }

    String text(String name) {
        JsonNode value = require(name);
        return require(value.isTextual(), name, value).textValue();
    }

    boolean flag(String name) {
        JsonNode value = require(name);
        return require(value.isBoolean(), name, value).booleanValue();
    }

    <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, text(name));
    }

    Duration span(String name) {
        return Duration.parse(text(name));
    }

    /** A fraction as {@link #text(Fraction)} writes it. */
    Fraction fraction(String name) {
        String text = text(name);
        int slash = text.indexOf('/');
        return new Fraction(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
    }

    static String text(Fraction fraction) {
        return fraction.numerator() + "/" + fraction.denominator();
    }

    KeptFields fields(String name) {
        JsonNode value = require(name);
        return new KeptFields(require(value.isObject(), name, value));
    }

    /** Nothing if it is not there. */
    Optional<KeptFields> optionalFields(String name) {
        return has(name) ? Optional.of(fields(name)) : Optional.empty();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    Optional<Long> optionalNumber(String name) {
        return has(name) ? Optional.of(number(name)) : Optional.empty();
    }

    <T> List<T> texts(String name, Function<String, T> reading) {
        return list(
                name,
                value -> reading.apply(require(value.isTextual(), name, value).textValue()));
    }

    <T> List<T> objects(String name, Function<KeptFields, T> reading) {
        return list(name, value -> reading.apply(new KeptFields(require(value.isObject(), name, value))));
    }

    private <T> List<T> list(String name, Function<JsonNode, T> reading) {
        JsonNode values = require(name);
        List<T> read = new ArrayList<>();
        require(values.isArray(), name, values).forEach(value -> read.add(reading.apply(value)));
        return read;
    }

    private JsonNode require(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing (expected: as it was written)");
        }
        return value;
    }

    private static JsonNode require(boolean isOfKind, String name, JsonNode value) {
        if (!isOfKind) {
            throw new IllegalArgumentException(name + ": " + value.getNodeType() + " (expected: as it was written)");
        }
        return value;
    }
}
