package dev.sagfleet.controller.control;

/** A request to the control API that cannot be served, for a reason that the caller is told. */
public final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private ControlException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public static ControlException badRequest(String message) {
        return new ControlException(400, message);
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
}
