package dev.sagfleet.simulator.world;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that sends for as long as somebody takes what it sends. */
final class EndlessServer implements AutoCloseable {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int BACKLOG = 50;

    private final ServerSocket server;

    EndlessServer() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket client = server.accept();
                start(() -> send(client));
            }
        });
    }

    private static void send(Socket client) throws IOException {
        try (client) {
            OutputStream out = client.getOutputStream();
            byte[] piece = new byte[PIECE_BYTES];
            while (true) {
                out.write(piece);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** It ends when its socket does. */
    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "endless");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
