package dev.sagfleet.controller.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.rpc.Parameters;
import java.time.Instant;

/**
 * A call that has been let in.
 *
 * @param account whose access key it was signed with
 * @param requestId given to this call, and to every change that it makes
 */
public record Call(String account, Parameters parameters, String requestId, Instant now) {
    /** A response to fill in. */
    public ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    public Action.Response respond(ObjectNode fields) {
        return new Action.Response(requestId, fields);
    }
}
