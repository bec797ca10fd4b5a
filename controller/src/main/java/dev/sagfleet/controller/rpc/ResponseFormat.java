package dev.sagfleet.controller.rpc;

/** How a response is written: as the caller asks, in JSON unless it asks for XML. */
public enum ResponseFormat {
    JSON("application/json;charset=utf-8"),
    XML("text/xml;charset=utf-8");

    private final String contentType;

    ResponseFormat(String contentType) {
        this.contentType = contentType;
    }

    /**
     * The format that a call asks for, by the parameter {@code Format} or else the header {@code Accept}.
     * Defined for calls that cannot be served too, since their errors have to be written: JSON if in doubt.
     */
    public static ResponseFormat of(HttpCall call) {
        try {
            return of(call, Parameters.of(call));
        } catch (ApiException malformed) {
            return JSON;
        }
    }

    static ResponseFormat of(HttpCall call, Parameters parameters) {
        String accepted = call.header("accept").orElse("");
        String fallback = accepted.equals("application/xml") || accepted.equals("text/xml") ? "XML" : "JSON";
        return parameters.optional("Format").orElse(fallback).equalsIgnoreCase("XML") ? XML : JSON;
    }

    /** The value of the header {@code Content-Type}. */
    public String contentType() {
        return contentType;
    }
}
