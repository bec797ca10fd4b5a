package dev.sagfleet.controller.rpc;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as plain data, read to its end. Immutable, and for one thread at a time.
 *
 * <p>Nothing is decoded: the path and the query are as on the wire, the body is bytes.
 */
public final class HttpCall {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable InetAddress source;

    // Read from what is above when first asked for: the gateway asks for the parameters, and so does the signature.
    private @Nullable SortedMap<String, String> queryParameters;
    private @Nullable String bodySha256Hex;

    private HttpCall(
            String method,
            String path,
            String query,
            Map<String, String> headers,
            byte[] body,
            @Nullable InetAddress source) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.source = source;
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
                Collections.unmodifiableMap(lowerCase),
                body.clone(),
                null);
    }

    /** The same, from this peer. */
    public HttpCall from(InetAddress peer) {
        return new HttpCall(method, path, query, headers, body, peer);
    }

    /** The peer that it came from, if it came over a network. */
    public Optional<InetAddress> source() {
        return Optional.ofNullable(source);
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

    /**
     * The parameters in the query, by name; not to be changed.
     *
     * @throws ApiException if the query is malformed
     */
    SortedMap<String, String> queryParameters() {
        SortedMap<String, String> read = queryParameters;
        if (read == null) {
            read = Collections.unmodifiableSortedMap(FormText.parse(query));
            queryParameters = read;
        }
        return read;
    }

    /** The SHA-256 of the body, in hex. */
    String bodySha256Hex() {
        String hashed = bodySha256Hex;
        if (hashed == null) {
            hashed = Digests.sha256Hex(body);
            bodySha256Hex = hashed;
        }
        return hashed;
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
