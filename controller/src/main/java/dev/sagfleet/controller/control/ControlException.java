package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request to the control API that cannot be served, for a reason that the caller is told. */
public final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode details;

    private ControlException(int status, String message) {
        this(status, message, JsonNodeFactory.instance.objectNode());
    }

    private ControlException(int status, String message, ObjectNode details) {
        super(message, null, false, false);
        this.status = status;
        this.details = details;
    }

    public static ControlException badRequest(String message) {
        return new ControlException(400, message);
    }

    /** @param details for machines, beside the message */
    static ControlException badRequest(String message, ObjectNode details) {
        return new ControlException(400, message, details);
    }

    /** What could be done, but contradicts what there is. */
    static ControlException conflict(String message) {
        return new ControlException(409, message);
    }

    /** Likewise for what could be done, but is not as things stand. */
    static ControlException conflict(String message, ObjectNode details) {
        return new ControlException(409, message, details);
    }

    public static ControlException notFound(String message) {
        return new ControlException(404, message);
    }

    public static ControlException unsupportedMethod(String message) {
        return new ControlException(405, message);
    }

    public static ControlException unavailable(String message) {
        return new ControlException(503, message);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What else the answer says, for machines. */
    public ObjectNode details() {
        return details;
    }
}
