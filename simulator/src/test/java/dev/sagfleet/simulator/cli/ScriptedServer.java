package dev.sagfleet.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers each request with the next of its answers, byte for byte, whatever is asked. */
final class ScriptedServer implements AutoCloseable {
    /** In the place of an answer: closes the connection instead. */
    static final String HANG_UP = "";

    /** In the place of an answer: says nothing. */
    static final String SILENCE = "silence";

    private final ServerSocket socket;
    private final Iterator<String> answers;
    private final BlockingQueue<List<String>> requests = new LinkedBlockingQueue<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger connectionCount = new AtomicInteger();

    ScriptedServer(String... answers) throws IOException {
        socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        this.answers = List.of(answers).iterator();
        Thread thread = new Thread(this::run, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    int connectionCount() {
        return connectionCount.get();
    }

    /** The lines of the next request, its body as the last. */
    List<String> request() throws InterruptedException {
        return requests.take();
    }

    /** Whether more requests came than were looked at. */
    boolean hasMoreRequests() {
        return !requests.isEmpty();
    }

    private void run() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                connectionCount.incrementAndGet();
                serveUntilClosed(connection);
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void serveUntilClosed(Socket connection) {
        try {
            serve(connection);
        } catch (IOException e) {
            // The next one is served.
        }
    }

    private void serve(Socket connection) throws IOException {
        var input = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        for (String first = input.readLine(); first != null; first = input.readLine()) {
            requests.add(request(first, input));
            String answer = answers.next();
            if (answer.equals(HANG_UP)) {
                connection.close();
                return;
            }
            if (!answer.equals(SILENCE)) {
                connection.getOutputStream().write(answer.getBytes(UTF_8));
            }
            if (!answer.contains("Content-Length: ") && !answer.contains("chunked") && !answer.equals(SILENCE)) {
                connection.close();
                return;
            }
        }
    }

    private static List<String> request(String first, BufferedReader input) throws IOException {
        List<String> lines = new ArrayList<>(List.of(first));
        int length = 0;
        for (String line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
            lines.add(line);
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        var body = new StringBuilder();
        while (body.length() < length) {
            body.append((char) input.read());
        }
        lines.add(body.toString());
        return lines;
    }

    /** Says that no more comes over any connection. */
    void closeConnections() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        closeConnections();
    }
}
