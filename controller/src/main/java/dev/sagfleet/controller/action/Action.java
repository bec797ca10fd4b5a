package dev.sagfleet.controller.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One action of the OpenAPI. */
public interface Action {
    /** What callers name it, and what it reads of a call. */
    Declaration declaration();

    /** As callers name it. */
    default String name() {
        return declaration().action();
    }

    /**
     * Carries the action out.
     *
     * @return the response without its RequestId, once all of it is durable; or it fails with an
     *     {@link dev.sagfleet.controller.rpc.ApiException} or a
     *     {@link dev.sagfleet.controller.inventory.RejectedException}
     */
    CompletionStage<Response> run(Call call);

    /**
     * What a caller gets.
     *
     * @param requestId that of the call, or of the first call with the same ClientToken
     * @param detail what there is to say beside the answer
     */
    record Response(String requestId, ObjectNode fields, Optional<String> detail) {
        /** One beside which there is nothing to say. */
        public Response(String requestId, ObjectNode fields) {
            this(requestId, fields, Optional.empty());
        }

        Response withDetail(String text) {
            return new Response(requestId, fields, Optional.of(text));
        }
    }
}
