package dev.sagfleet.controller.server;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.action.Actions;
import dev.sagfleet.controller.control.Metrics;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.Gateway;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.HttpCall;
import dev.sagfleet.controller.rpc.ResponseBody;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The OpenAPI, from an HTTP call to its answer. The one place where errors become answers. */
final class OpenApi {
    /** Names the request, in every answer. */
    static final String REQUEST_ID = "x-acs-request-id";

    /**
     * What was found and what is required, where the documented message does not say it; and what let a user call.
     */
    static final String DETAIL = "x-sagfleet-detail";

    private static final int DETAIL_LENGTH_MAX = 1000;

    /** Of an action in an event, in characters; a longer one is none of ours. */
    private static final int ACTION_LENGTH_MAX = 64;

    /** What the names of the actions begin with that change nothing. */
    private static final List<String> READING_VERBS = List.of("Describe", "Get", "List");

    private static final Logger LOG = LoggerFactory.getLogger(OpenApi.class);

    /** A disk that is full fails every call. */
    private static final RepeatedFailure STORE_FAILURES = new RepeatedFailure(LOG, System::nanoTime);

    private final Gateway gateway;
    private final Actions actions;
    private final Events events;
    private final Metrics metrics;
    private final InstantSource clock;

    OpenApi(Gateway gateway, Actions actions, Events events, Metrics metrics, InstantSource clock) {
        this.gateway = gateway;
        this.actions = actions;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Answers a call; never fails. */
    CompletionStage<HttpReply> answer(HttpCall call, String requestId) {
        try {
            Instant now = clock.instant();
            RpcRequest request = gateway.accept(call, now);
            return actions.run(request, requestId, now)
                    .handle((response, failure) -> failure == null
                            ? success(request, requestId, response)
                            : failed(call, Optional.of(request), requestId, Store.causeOf(failure)));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(call, Optional.empty(), requestId, e));
        }
    }

    private HttpReply success(RpcRequest request, String requestId, Response response) {
        metrics.called(request.action(), 200);
        // The repeat of a call with a ClientToken gets the first answer, with the first RequestId.
        boolean isRepeat = !response.requestId().equals(requestId);
        if (!isRepeat && READING_VERBS.stream().noneMatch(request.action()::startsWith)) {
            events.publish(new ControllerEvent.Called(
                    Optional.of(request.action()),
                    requestId,
                    200,
                    Optional.empty(),
                    response.detail(),
                    Optional.of(request.accessKeyId())));
        }
        byte[] body = ResponseBody.ofSuccess(request.action(), response.fields(), response.requestId())
                .bytes(request.format());
        return new HttpReply(
                200,
                request.format().contentType(),
                ByteBuffer.wrap(body),
                headers(response.requestId(), response.detail()));
    }

    /** @param request nothing if the call was not let in */
    private HttpReply failed(HttpCall call, Optional<RpcRequest> request, String requestId, Throwable failure) {
        ApiException error = toApi(requestId, failure);
        metrics.called(request.map(RpcRequest::action).orElse(""), error.status());
        // Whoever is not let in puts no text into events; a detail may repeat what was sent.
        events.publish(new ControllerEvent.Called(
                request.map(known -> actionText(known.action())),
                requestId,
                error.status(),
                Optional.of(error.code()),
                request.flatMap(known -> error.detail()),
                request.map(RpcRequest::accessKeyId)));
        return error(call, requestId, error);
    }

    /** One that does not exist may be any text. */
    private static String actionText(String action) {
        return headerText(action.length() > ACTION_LENGTH_MAX ? action.substring(0, ACTION_LENGTH_MAX) : action);
    }

    /** The answer to a call that cannot be served. */
    static HttpReply error(HttpCall call, String requestId, Throwable failure) {
        ApiException error = toApi(requestId, failure);
        ResponseFormat format = ResponseFormat.of(call);
        byte[] body = ResponseBody.ofError(error, requestId, call.header("host").orElse(""))
                .bytes(format);
        return new HttpReply(
                error.status(), format.contentType(), ByteBuffer.wrap(body), headers(requestId, error.detail()));
    }

    private static Map<String, String> headers(String requestId, Optional<String> detail) {
        return detail.map(text -> Map.of(REQUEST_ID, requestId, DETAIL, headerText(text)))
                .orElseGet(() -> Map.of(REQUEST_ID, requestId));
    }

    /** A detail may repeat what the caller has sent, which a header cannot hold in any length and any letters. */
    private static String headerText(String detail) {
        String ascii = detail.replaceAll("[^ -~]", "?");
        return ascii.length() > DETAIL_LENGTH_MAX ? ascii.substring(0, DETAIL_LENGTH_MAX) : ascii;
    }

    private static ApiException toApi(String requestId, Throwable failure) {
        if (failure instanceof ApiException error) {
            return error;
        }
        if (failure instanceof StoreException busy && busy.reason().isRefusal()) {
            return GatewayError.SERVICE_UNAVAILABLE.exception(String.valueOf(busy.getMessage()));
        }
        if (failure instanceof StoreException) {
            STORE_FAILURES.report("request failed: requestId=" + requestId, failure);
            return GatewayError.INTERNAL_ERROR.exception();
        }
        LOG.error("request failed: requestId={}", requestId, failure);
        return GatewayError.INTERNAL_ERROR.exception();
    }
}
