package dev.sagfleet.controller.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The applications that can be accelerated, in every service region the same. The emulator's own choice,
 * since the real list is not documented.
 */
enum AccelerateApplications {
    MICROSOFT_365("Microsoft365", "Office"),
    GOOGLE_WORKSPACE("GoogleWorkspace", "Office"),
    ZOOM("Zoom", "Meeting"),
    WEBEX("Webex", "Meeting"),
    SALESFORCE("Salesforce", "Business"),
    SAP("SAP", "Business"),
    GITHUB("GitHub", "Development"),
    DOCKER_HUB("DockerHub", "Development");

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String PARAMETER = "Applications";

    private final String label;
    private final String type;

    AccelerateApplications(String label, String type) {
        this.label = label;
        this.type = type;
    }

    /** The names in the parameter Applications, as a JSON array or as a numbered list: at least one, none twice. */
    static List<String> required(Parameters parameters) {
        List<String> names = new ArrayList<>(parameters.strings(PARAMETER));
        parameters.optional(PARAMETER).ifPresent(json -> names.addAll(parse(json)));
        if (names.isEmpty()) {
            throw GatewayError.missing(PARAMETER);
        }
        if (names.stream().distinct().count() < names.size()) {
            throw invalid("found one of them twice");
        }
        for (String name : names) {
            if (Arrays.stream(values()).noneMatch(application -> application.label.equals(name))) {
                throw invalid("found " + name + ", required those that ListAccelerateApplications lists");
            }
        }
        return names;
    }

    private static List<String> parse(String json) {
        try {
            JsonNode array = JSON.readTree(json);
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

    String label() {
        return label;
    }

    String type() {
        return type;
    }
}
