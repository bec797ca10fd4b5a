package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.control.ControlApi;
import dev.sagfleet.controller.control.ControlException;
import dev.sagfleet.controller.control.EventRoute;
import dev.sagfleet.controller.control.FirmwareCensus;
import dev.sagfleet.controller.control.Metrics;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.rpc.ApiException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API and the metrics, from an HTTP request to its answer; only with the control token. */
final class ControlEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ControlEndpoint.class);
    private static final String SCHEME = "Bearer ";

    private final ControlApi api;
    private final EventStreams streams;
    private final Metrics metrics;
    private final FirmwareCensus census;
    private final byte[] token;
    private final InstantSource clock;

    ControlEndpoint(
            ControlApi api,
            EventStreams streams,
            Metrics metrics,
            FirmwareCensus census,
            String token,
            InstantSource clock) {
        this.api = api;
        this.streams = streams;
        this.metrics = metrics;
        this.census = census;
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** Answers a request; never fails. */
    CompletionStage<HttpReply> answer(ApiRequest request, String requestId) {
        if (!isAuthorized(request.header(HttpHeaderNames.AUTHORIZATION))) {
            return CompletableFuture.completedFuture(
                    error(401, requestId, "Authorization: missing or wrong (expected: Bearer and the control token)"));
        }
        try {
            String method = request.method();
            RequestTarget target = request.target();
            String decoded = decoded(target.path()).path();
            if (decoded.equals(Metrics.PATH)) {
                return metrics(method, requestId);
            }
            if (decoded.equals(EventRoute.PATH)) {
                return streams.open(
                                method,
                                decoded(target.path() + '?' + target.query()).parameters())
                        .handle((opening, failure) -> failure == null
                                ? HttpReply.stream(opening, Map.of(OpenApi.REQUEST_ID, requestId))
                                : failed(requestId, Store.causeOf(failure)));
            }
            Map<String, List<String>> parameters =
                    decoded(target.path() + '?' + target.query()).parameters();
            return api.handle(method, decoded, parameters, request.body(), requestId, clock.millis())
                    .handle((fields, failure) -> failure == null
                            ? reply(200, requestId, fields)
                            : failed(requestId, Store.causeOf(failure)));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(requestId, e));
        }
    }

    private CompletionStage<HttpReply> metrics(String method, String requestId) {
        if (!method.equals("GET")) {
            throw ControlException.unsupportedMethod("method: " + method + " (expected: GET)");
        }
        return census.counts(clock.millis()).thenApply(counts -> {
            metrics.setFirmware(counts);
            return new HttpReply(
                    200, Metrics.CONTENT_TYPE, ByteBuffer.wrap(metrics.text()), Map.of(OpenApi.REQUEST_ID, requestId));
        });
    }

    private static QueryStringDecoder decoded(String uri) {
        try {
            var decoder = new QueryStringDecoder(uri);
            decoder.path();
            decoder.parameters();
            return decoder;
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest("path: " + uri + " (expected: two hex digits after each %)");
        }
    }

    private boolean isAuthorized(String header) {
        byte[] shown = header.startsWith(SCHEME)
                ? header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        return MessageDigest.isEqual(shown, token);
    }

    private static HttpReply failed(String requestId, Throwable failure) {
        if (failure instanceof ControlException refused) {
            ObjectNode error = JsonNodeFactory.instance.objectNode().put("error", String.valueOf(refused.getMessage()));
            return reply(refused.status(), requestId, error.setAll(refused.details()));
        }
        if (failure instanceof RejectedException rejected) {
            return error(rejected.rejection().httpStatus(), requestId, String.valueOf(rejected.getMessage()));
        }
        if (failure instanceof ApiException error) {
            return error(
                    error.status(),
                    requestId,
                    error.code() + ": " + error.detail().orElse(error.message()));
        }
        if (failure instanceof StoreException refused) { // the log has it from the store
            int status = refused.reason().isRefusal() ? 503 : 500;
            return error(status, requestId, String.valueOf(refused.getMessage()));
        }
        LOG.error("control request failed: requestId={}", requestId, failure);
        return error(500, requestId, "the controller failed; its log has requestId " + requestId);
    }

    private static HttpReply error(int status, String requestId, String message) {
        return reply(status, requestId, JsonNodeFactory.instance.objectNode().put("error", message));
    }

    private static HttpReply reply(int status, String requestId, ObjectNode fields) {
        byte[] body = fields.toString().getBytes(StandardCharsets.UTF_8);
        return HttpReply.json(status, body, Map.of(OpenApi.REQUEST_ID, requestId));
    }
}
