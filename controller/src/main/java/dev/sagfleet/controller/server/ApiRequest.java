package dev.sagfleet.controller.server;

import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.HttpCall;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to the API port: whole, or as far as it came before something was found wrong with it. */
final class ApiRequest {
    private final HttpRequest head;
    private final RequestTarget target;
    private final byte[] body;
    private final @Nullable ApiException fault;
    private final @Nullable InetAddress source;

    private ApiRequest(HttpRequest head, byte[] body, @Nullable ApiException fault, @Nullable InetAddress source) {
        this.head = head;
        this.target = RequestTarget.of(head.uri());
        this.body = body;
        this.fault = fault;
        this.source = source;
    }

    /** @param peer that it came from */
    static ApiRequest whole(HttpRequest head, byte[] body, @Nullable SocketAddress peer) {
        InetAddress source = peer instanceof InetSocketAddress address ? address.getAddress() : null;
        return new ApiRequest(head, body, null, source);
    }

    /** One that is answered with this fault, and nothing after it can be read. */
    static ApiRequest broken(HttpRequest head, ApiException fault) {
        return new ApiRequest(head, new byte[0], fault, null);
    }

    String method() {
        return head.method().name();
    }

    RequestTarget target() {
        return target;
    }

    HttpVersion version() {
        return head.protocolVersion();
    }

    /** The value of a header; empty if there is none. */
    String header(CharSequence name) {
        return head.headers().get(name, "");
    }

    /** The body, not to be changed. */
    byte[] body() {
        return body;
    }

    Optional<ApiException> fault() {
        return Optional.ofNullable(fault);
    }

    boolean isKeptAlive() {
        return fault == null && HttpUtil.isKeepAlive(head);
    }

    /** Names in lower case; the values of a name that comes twice joined with a comma (RFC 9110, section 5.3). */
    HttpCall call() {
        Map<String, String> headers = new HashMap<>();
        head.headers()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (one, two) -> one + "," + two));
        HttpCall call = HttpCall.of(method(), target.path(), target.query(), headers, body);
        return source == null ? call : call.from(source);
    }
}
