package dev.sagfleet.controller.action.acceleration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.inventory.Application;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The parameter Applications. */
final class AccelerateApplications {
    /** Made once an array is read: what asks an action for its parameters only should not wait for it. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        private Json() {}
    }

    private static final String PARAMETER = "Applications";

    static final Parameter ARRAY =
            Parameter.text(PARAMETER).noted("a JSON array of names that ListAccelerateApplications lists; required");
    static final Parameter LIST = Parameter.text(PARAMETER + ".N").noted("in the place of the array");

    /** The names in it, as a JSON array or as a numbered list: at least one, none twice. */
    static List<String> required(Parameters parameters) {
        List<String> names = new ArrayList<>(parameters.strings(PARAMETER));
        parameters.optional(PARAMETER).ifPresent(json -> names.addAll(parse(json)));
        if (names.isEmpty()) {
            throw GatewayError.missing(PARAMETER);
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw invalid("found " + name + " twice, required each once");
            }
            if (Application.labelled(name).isEmpty()) {
                throw invalid("found " + name + ", required those that ListAccelerateApplications lists");
            }
        }
        return names;
    }

    private static List<String> parse(String json) {
        try {
            JsonNode array = Json.MAPPER.readTree(json);
            if (array.isArray()
                    && StreamSupport.stream(array.spliterator(), false).allMatch(JsonNode::isTextual)) {
                return StreamSupport.stream(array.spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList();
            }
        } catch (JsonProcessingException e) {
            // What is no JSON is as wrong as JSON that is something else.
        }
        throw invalid("found " + json + ", required a JSON array of texts");
    }

    private static ApiException invalid(String detail) {
        return GatewayError.invalid(PARAMETER).withDetail(detail);
    }

    private AccelerateApplications() {}
}
