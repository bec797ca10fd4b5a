package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One thing that the control API can do.
 *
 * @param method of the HTTP request
 * @param path as in {@code /_sag/devices/*}, where a star stands for one variable part
 * @param body of its requests
 */
public record Route(String method, String path, Body body, Handler handler) {
    /** What the body of a request is. */
    public enum Body {
        /** One object; nothing is an empty one. */
        JSON,
        /** Bytes as they are. */
        BYTES
    }

    /** Does it. */
    public interface Handler {
        /** The response; it fails, or throws, with a {@link ControlException} for what the caller is to be told. */
        CompletionStage<ObjectNode> handle(ControlRequest request);
    }

    /** One whose requests have JSON. */
    public Route(String method, String path, Handler handler) {
        this(method, path, Body.JSON, handler);
    }

    /** The request for a body. */
    ControlRequest request(
            List<String> variables, Map<String, List<String>> query, byte[] bytes, String requestId, long nowMillis) {
        boolean isJson = body == Body.JSON;
        return new ControlRequest(
                variables,
                query,
                ControlRequest.parse(isJson ? bytes : new byte[0]),
                isJson ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bytes),
                requestId,
                nowMillis);
    }

    /** What stands in the variable parts of the path, if the path is one of this route. */
    Optional<List<String>> match(String requestPath) {
        String[] expected = path.split("/", -1);
        String[] found = requestPath.split("/", -1);
        if (expected.length != found.length) {
            return Optional.empty();
        }
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].equals("*")) {
                variables.add(found[i]);
            } else if (!expected[i].equals(found[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
