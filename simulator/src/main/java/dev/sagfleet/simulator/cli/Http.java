package dev.sagfleet.simulator.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a command reaches a controller: plain HTTP, one request after the other over a connection that is kept. The
 * client of the JDK takes a tenth of a second to be made, which is as long as all else that a short command does. A
 * request is never made twice. For one thread at a time.
 */
final class Http implements Closeable {
    /** For a connection, and for silence before an answer and in it. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Duration timeout;
    private final LongSupplier nanoTime;
    private @Nullable HttpConnection connection;

    Http() {
        this(TIMEOUT, System::nanoTime);
    }

    /** @param timeout in whole milliseconds, at least one */
    Http(Duration timeout, LongSupplier nanoTime) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /**
     * A request.
     *
     * @param fields of its head, beside {@code Host} and {@code Content-Length}
     */
    record Request(String method, URI uri, Map<String, String> fields, ByteBuffer body) {
        Request(String method, URI uri, Map<String, String> fields, String body) {
            this(method, uri, fields, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        }

        static Request get(URI uri) {
            return new Request("GET", uri, Map.of(), "");
        }
    }

    /** An answer whose body is read to its end. */
    record Answer(HttpHead head, String body) {
        int status() {
            return head.status();
        }

        Optional<String> field(String name) {
            return head.field(name);
        }
    }

    /** An answer whose body comes piece by piece, with silence of any length. */
    record OpenAnswer(int status, InputStream body) {}

    /**
     * Makes a request over the connection of the one before, or over another one if that is closed.
     *
     * @throws java.net.ConnectException if nobody is there
     * @throws IOException if no answer comes in time, or none of HTTP
     */
    Answer send(Request request) throws IOException {
        HttpConnection used = connectionTo(request.uri());
        boolean isKept = false;
        try {
            HttpHead head = used.ask(request);
            HttpBody body = used.body(head);
            var text = new String(body.stream().readAllBytes(), StandardCharsets.UTF_8);
            isKept = head.keepsConnection() && body.isDelimited();
            return new Answer(head, text);
        } catch (SocketTimeoutException e) {
            throw late(e);
        } finally {
            used.rest(nanoTime.getAsLong());
            if (!isKept) {
                close();
            }
        }
    }

    /** Makes a request likewise, but returns once the answer begins; closing this ends it. */
    OpenAnswer open(Request request) throws IOException {
        HttpConnection used = connectionTo(request.uri());
        try {
            HttpHead head = used.ask(request);
            used.waitForEver();
            return new OpenAnswer(head.status(), used.body(head).stream());
        } catch (SocketTimeoutException e) {
            throw late(e);
        }
    }

    private IOException late(SocketTimeoutException cause) {
        return new IOException("nothing came in " + timeout.toSeconds() + " s", cause);
    }

    private HttpConnection connectionTo(URI uri) throws IOException {
        HttpConnection kept = connection;
        if (kept != null && kept.leadsTo(uri) && !kept.isStale(nanoTime.getAsLong())) {
            return kept;
        }
        close();
        HttpConnection made = HttpConnection.to(uri, timeout);
        connection = made;
        return made;
    }

    @Override
    public void close() throws IOException {
        HttpConnection kept = connection;
        connection = null;
        if (kept != null) {
            kept.close();
        }
    }
}
