package dev.sagfleet.controller.server;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * An answer to an HTTP request, before it is written.
 *
 * @param body read only
 * @param headers beside content type and length
 */
record HttpReply(int status, String contentType, ByteBuffer body, Map<String, String> headers) {
    static final String JSON = "application/json;charset=utf-8";

    HttpReply {
        body = body.asReadOnlyBuffer();
        headers = Map.copyOf(headers);
    }

    static HttpReply json(int status, byte[] body, Map<String, String> headers) {
        return new HttpReply(status, JSON, ByteBuffer.wrap(body), headers);
    }
}
