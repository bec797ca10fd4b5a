package dev.sagfleet.agent.protocol;

/** Why the controller ends a connection, as the status code of the WebSocket close frame (RFC 6455, section 7.4). */
public enum CloseCode {
    /** The controller stops; connect again later. */
    GOING_AWAY(1001),
    /** The frame was no message of the contract. */
    MALFORMED(1007),
    /** The frame was longer than 64 KiB. */
    TOO_LARGE(1009),
    /** The controller failed; connect again later. */
    INTERNAL_ERROR(1011),
    /**
     * The inventory was brought back to what it was at first, or does not know of this session; connect again, at once
     * if need be.
     */
    SERVICE_RESTART(1012),
    /** The controller cannot let anybody in for now; connect again as {@link RetryAfter} says. */
    TRY_AGAIN_LATER(1013),
    /** Another connection with the same serial number took over. */
    TAKEN_OVER(4001),
    /** The message is of the contract, but not here and now, or says of the device what cannot be. */
    OUT_OF_ORDER(4002),
    /** Nothing was heard for three keep-alive intervals. */
    SILENT(4003),
    /** The device is no longer registered; to connect again it must be. */
    REMOVED(4004);

    private final int status;

    CloseCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
