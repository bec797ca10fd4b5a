package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds the route for a request. */
public final class ControlApi {
    /** What all paths begin with. */
    public static final String PREFIX = "/_sag/";

    private final List<Route> routes;

    public ControlApi(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Does what a request asks for.
     *
     * @param path percent-decoded, without the query
     * @param query the values of each parameter of it, likewise decoded
     * @return the response; it fails, or throws, with a {@link ControlException} or a
     *     {@link dev.sagfleet.controller.inventory.RejectedException} for what the caller is to be told
     */
    public CompletionStage<ObjectNode> handle(
            String method,
            String path,
            Map<String, List<String>> query,
            byte[] body,
            String requestId,
            long nowMillis) {
        boolean pathKnown = false;
        for (Route route : routes) {
            Optional<List<String>> variables = route.match(path);
            if (variables.isPresent() && route.method().equals(method)) {
                return route.handler().handle(route.request(variables.get(), query, body, requestId, nowMillis));
            }
            pathKnown |= variables.isPresent();
        }
        if (pathKnown) {
            throw ControlException.unsupportedMethod("method: " + method + " (expected: another one for " + path + ')');
        }
        throw ControlException.notFound("path: " + path + " (expected: one of the control API)");
    }
}
