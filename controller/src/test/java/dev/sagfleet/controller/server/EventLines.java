package dev.sagfleet.controller.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** A stream of events, read as an HTTP/1.0 client does: lines up to the end of the connection. */
final class EventLines implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final BufferedReader in;
    private final String status;

    private EventLines(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        status = in.readLine();
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
            // None of them matters here.
        }
    }

    /** Asks for events, and has read the head of the answer. */
    static EventLines open(RunningController running, String query) throws IOException {
        return open(running, query, running.controller().credentials().controlToken());
    }

    static EventLines open(RunningController running, String query, String token) throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(), running.controller().apiPort());
        socket.setSoTimeout(Math.toIntExact(RunningController.PATIENCE.toMillis()));
        socket.getOutputStream()
                .write(("GET /_sag/events" + query + " HTTP/1.0\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                        .getBytes(UTF_8));
        return new EventLines(socket);
    }

    int status() {
        return Integer.parseInt(status.split(" ", 3)[1]);
    }

    /** The next event. */
    JsonNode next() throws IOException {
        return JSON.readTree(in.readLine());
    }

    /** The next event as written, without its sequence and time. */
    String nextAfterTime() throws IOException {
        return in.readLine().replaceFirst("\"sequence\":[0-9]+,\"time\":\"[^\"]+Z\",", "");
    }

    /** What is still said. */
    String rest() throws IOException {
        var rest = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            rest.append(line);
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
