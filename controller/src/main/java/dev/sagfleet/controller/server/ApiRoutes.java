package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.control.ControlApi;
import dev.sagfleet.controller.control.Metrics;
import dev.sagfleet.controller.control.Readiness;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Who answers a request to the API port. */
final class ApiRoutes {
    private static final String HEALTH = "/healthz";

    private final OpenApi openApi;
    private final ControlEndpoint control;
    private final Supplier<ObjectNode> health;
    private final Supplier<Readiness.Answer> readiness;

    ApiRoutes(
            OpenApi openApi,
            ControlEndpoint control,
            Supplier<ObjectNode> health,
            Supplier<Readiness.Answer> readiness) {
        this.openApi = openApi;
        this.control = control;
        this.health = health;
        this.readiness = readiness;
    }

    /** Answers a request; never fails. */
    CompletionStage<HttpReply> answer(ApiRequest request) {
        String requestId = requestId();
        Optional<ApiException> fault = request.fault().or(() -> encodingFault(request));
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(OpenApi.error(request.call(), requestId, fault.get()));
        }
        String path = request.target().path();
        if (path.equals(HEALTH)) {
            return CompletableFuture.completedFuture(open(200, health.get(), requestId));
        }
        if (path.equals(Readiness.PATH)) {
            Readiness.Answer now = readiness.get();
            return CompletableFuture.completedFuture(open(now.status(), now.fields(), requestId));
        }
        if (path.startsWith(ControlApi.PREFIX) || path.equals(Metrics.PATH)) {
            return control.answer(request, requestId);
        }
        if (!path.equals("/")) {
            return CompletableFuture.completedFuture(OpenApi.error(
                    request.call(),
                    requestId,
                    GatewayError.UNKNOWN_ACTION.exception("found path " + path + ", required /")));
        }
        return openApi.answer(request.call(), requestId);
    }

    /** What anybody may see. */
    private static HttpReply open(int status, ObjectNode fields, String requestId) {
        byte[] body = fields.toString().getBytes(StandardCharsets.UTF_8);
        return HttpReply.json(status, body, Map.of(OpenApi.REQUEST_ID, requestId));
    }

    /** The answer to a request that is given up. */
    static HttpReply refusal(ApiRequest request) {
        ApiException fault = request.fault().orElseGet(GatewayError.INTERNAL_ERROR::exception);
        return OpenApi.error(request.call(), requestId(), fault);
    }

    private static String requestId() {
        return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    }

    /** A body that is read as something else than its sender meant would be answered with a misleading error. */
    private static Optional<ApiException> encodingFault(ApiRequest request) {
        String transfer = request.header(HttpHeaderNames.TRANSFER_ENCODING).strip();
        if (!transfer.isEmpty() && !transfer.equalsIgnoreCase(HttpHeaderValues.CHUNKED.toString())) {
            return Optional.of(encoded("Transfer-Encoding " + transfer));
        }
        String content = request.header(HttpHeaderNames.CONTENT_ENCODING).strip();
        boolean isPlain = content.isEmpty() || content.equalsIgnoreCase(HttpHeaderValues.IDENTITY.toString());
        return isPlain || request.body().length == 0
                ? Optional.empty()
                : Optional.of(encoded("Content-Encoding " + content));
    }

    private static ApiException encoded(String found) {
        return new ApiException(
                        415, "UnsupportedContentEncoding", "The content encoding of the request body is not supported.")
                .withDetail("found " + found + ", required a body that is not compressed");
    }
}
