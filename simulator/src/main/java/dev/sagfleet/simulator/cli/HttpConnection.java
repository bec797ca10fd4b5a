package dev.sagfleet.simulator.cli;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A TCP connection that carries HTTP/1.1 requests one after the other. */
final class HttpConnection implements Closeable {
    private static final int PORT_DEFAULT = 80;

    /** Within this a server has hardly closed a connection that it meant to keep. */
    private static final long FRESH_NANOS = Duration.ofMillis(100).toNanos();

    private final Socket socket;
    private final InputStream input;
    private final String authority;
    private final boolean isProxied;
    private final int timeoutMillis;
    private long restedNanos;

    private HttpConnection(Socket socket, URI uri, boolean isProxied, int timeoutMillis) throws IOException {
        this.socket = socket;
        input = new BufferedInputStream(socket.getInputStream());
        authority = uri.getRawAuthority();
        this.isProxied = isProxied;
        this.timeoutMillis = timeoutMillis;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(timeoutMillis);
    }

    /**
     * Connects to where a URL leads, through a proxy if the JVM is told of one.
     *
     * @throws ConnectException if nobody is there
     */
    static HttpConnection to(URI uri, Duration timeout) throws IOException {
        Proxy proxy = proxy(uri);
        boolean isProxied = proxy.type() == Proxy.Type.HTTP;
        int timeoutMillis = (int) timeout.toMillis();
        var socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(isProxied ? resolved(proxy) : address(uri), timeoutMillis);
            return new HttpConnection(socket, uri, isProxied, timeoutMillis);
        } catch (SocketTimeoutException e) {
            socket.close();
            throw new IOException("no connection in " + timeout.toSeconds() + " s", e);
        } catch (IOException e) {
            socket.close();
            throw e instanceof ConnectException refused ? refused : unconnected(e);
        }
    }

    /** A host without an address, or without a way to it. */
    private static ConnectException unconnected(IOException cause) {
        var unconnected = new ConnectException(cause.getMessage());
        unconnected.initCause(cause);
        return unconnected;
    }

    private static Proxy proxy(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
        return proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
    }

    private static InetSocketAddress resolved(Proxy proxy) {
        var address = (InetSocketAddress) proxy.address();
        return new InetSocketAddress(address.getHostString(), address.getPort());
    }

    private static InetSocketAddress address(URI uri) {
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? PORT_DEFAULT : uri.getPort());
    }

    boolean leadsTo(URI uri) {
        return authority.equals(uri.getRawAuthority());
    }

    /** Sends a request, and returns the head of its answer once that is there. */
    HttpHead ask(Http.Request request) throws IOException {
        ByteBuffer body = request.body().duplicate();
        byte[] head = head(request, body.remaining()).getBytes(StandardCharsets.ISO_8859_1);
        // Both at once, so that they leave in one packet.
        ByteBuffer whole = ByteBuffer.allocate(head.length + body.remaining());
        socket.getOutputStream().write(whole.put(head).put(body).array());
        return HttpHead.read(input);
    }

    private String head(Http.Request request, int bodyLength) {
        URI uri = request.uri();
        var head = new StringBuilder(request.method()).append(' ');
        if (isProxied) {
            head.append("http://").append(authority);
        }
        head.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(authority).append("\r\n");
        request.fields()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(inOneLine(value)).append("\r\n"));
        if (bodyLength > 0 || !request.method().equals("GET")) {
            head.append("Content-Length: ").append(bodyLength).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** @throws IllegalArgumentException if a value would end its line, or cannot be written */
    private static String inOneLine(String value) {
        if (value.chars().anyMatch(character -> character < ' ' || character > 255)) {
            throw new IllegalArgumentException("header: " + value + " (expected: one line of Latin letters)");
        }
        return value;
    }

    HttpBody body(HttpHead head) throws IOException {
        return HttpBody.of(head, input);
    }

    /** From now on silence is no failure. */
    void waitForEver() throws IOException {
        socket.setSoTimeout(0);
    }

    /** An answer is over. */
    void rest(long nowNanos) {
        restedNanos = nowNanos;
    }

    /** Whether the server has closed it since, or says something unasked. */
    boolean isStale(long nowNanos) throws IOException {
        if (nowNanos - restedNanos < FRESH_NANOS) {
            return false;
        }
        socket.setSoTimeout(1);
        try {
            input.read();
            return true;
        } catch (SocketTimeoutException e) {
            socket.setSoTimeout(timeoutMillis);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
