package dev.sagfleet.controller.rpc;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP request as plain data, read to its end. Immutable.
 *
 * <p>Nothing is decoded: the path and the query are as on the wire, the body is bytes.
 */
public final class HttpCall {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers;
    private final byte[] body;

    private HttpCall(String method, String path, String query, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /**
     * The request with this content, which is copied.
     *
     * @param query what follows the {@code ?}, without it; empty if nothing does
     * @param headers by name in any case, one value each
     */
    public static HttpCall of(String method, String path, String query, Map<String, String> headers, byte[] body) {
        Map<String, String> lowerCase = new TreeMap<>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        return new HttpCall(
                requireNonNull(method, "method"),
                requireNonNull(path, "path"),
                requireNonNull(query, "query"),
                Map.copyOf(lowerCase),
                body.clone());
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public String query() {
        return query;
    }

    /** The value of a header, without the white space around it. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName)).map(String::strip);
    }

    /** The body from its first byte to its last; read only. */
    public ByteBuffer body() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /** Method and path only, since a query may hold what a log should not. */
    @Override
    public String toString() {
        return method + ' ' + path;
    }
}
