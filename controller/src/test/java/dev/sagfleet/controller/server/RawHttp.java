package dev.sagfleet.controller.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.HttpCall;
import dev.sagfleet.controller.rpc.SignatureV3;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** One connection to the API port on which each byte is sent by hand. */
final class RawHttp implements AutoCloseable {
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** An answer; names of headers in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {}

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(RunningController.PATIENCE.toMillis()));
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** The head of a signed call without a body; more headers may follow, then an empty line. */
    static String signed(AccessKey key, String action, String query) {
        return signed("POST", key, action, query);
    }

    static String signed(String method, AccessKey key, String action, String query) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "host",
                "localhost",
                "x-acs-action",
                action,
                "x-acs-version",
                "2018-03-13",
                "x-acs-date",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "x-acs-signature-nonce",
                UUID.randomUUID().toString(),
                "x-acs-content-sha256",
                EMPTY_SHA256));
        HttpCall call = HttpCall.of(method, "/", query, headers, new byte[0]);
        String signature = SignatureV3.compute(call, headers.keySet(), key.secret());
        return method + " /?" + query + " HTTP/1.1\r\n"
                + headers.entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "Authorization: ACS3-HMAC-SHA256 Credential=" + key.id() + ",SignedHeaders="
                + String.join(";", headers.keySet()) + ",Signature=" + signature + "\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads one answer, which has a body unless it is the answer to a HEAD. */
    Answer read(boolean withBody) throws IOException {
        String[] line = line().split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(line[1]);
        int length = withBody && status != 100 ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        return new Answer(status, headers, new String(in.readNBytes(length), UTF_8));
    }

    Answer read() throws IOException {
        return read(true);
    }

    /** Reads the status line and the headers of an answer, and not its body. */
    Answer head() throws IOException {
        return read(false);
    }

    /** Reads as many bytes of a body, or as there are. */
    byte[] bytes(int length) throws IOException {
        return in.readNBytes(length);
    }

    /** Reads the head of an answer whose body has no end. */
    void readHead() throws IOException {
        for (String line = line(); !line.isEmpty(); ) {
            line = line();
        }
    }

    /** Whether something has come that was not read. */
    boolean hasMore() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What still comes until the controller ends the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    /** Whether the controller has ended the connection after what was read. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("after " + line.toString(ISO_8859_1));
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
