package dev.sagfleet.agent.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** A server behind a relay: a thread for each connection does what the test wants of it. */
final class TargetServer implements AutoCloseable {
    private static final int BACKLOG = 1_024;

    private final ServerSocket server;
    private final Set<Socket> open = Collections.synchronizedSet(new HashSet<>());

    interface Behaviour {
        void serve(Socket client) throws IOException;
    }

    TargetServer(Behaviour behaviour) throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                start(() -> {
                    try (client) {
                        behaviour.serve(client);
                    } finally {
                        open.remove(client);
                    }
                });
            }
        });
    }

    /** Sends back what comes, until it ends. */
    static TargetServer echo() throws IOException {
        return new TargetServer(client -> client.getInputStream().transferTo(client.getOutputStream()));
    }

    /** Sends zeros for as long as somebody takes them. */
    static TargetServer source() throws IOException {
        return new TargetServer(client -> {
            byte[] zeros = new byte[64 * 1024];
            while (true) {
                client.getOutputStream().write(zeros);
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    Forward forward() {
        return new Forward(0, "127.0.0.1", port());
    }

    /** The connections that it has. */
    int connections() {
        return open.size();
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A connection that breaks is what many a test is about. */
    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "target");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : Set.copyOf(open)) {
            client.close();
        }
    }
}
