package dev.sagfleet.simulator.makes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a relay relays to. The first byte of a connection says what is wanted: {@link #PUSH} for bytes without end,
 * as fast as they go, anything else for every byte back. Each connection has a thread.
 */
final class TrafficTarget implements AutoCloseable {
    static final byte PUSH = 'P';
    static final byte ECHO = 'E';

    private static final int PUSH_BYTES = 128 * 1024;
    private static final int ECHO_BYTES_MAX = 1024;

    private final ServerSocketChannel listening;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    private TrafficTarget(ServerSocketChannel listening) {
        this.listening = listening;
    }

    static TrafficTarget start() throws IOException {
        var target = new TrafficTarget(
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        EndThread.start(target::accept);
        return target;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), listening.socket().getLocalPort());
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel accepted = listening.accept();
                connections.add(accepted);
                EndThread.start(() -> serve(accepted));
            } catch (IOException e) {
                // Closed: nobody is left to tell.
                return;
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer first = ByteBuffer.allocate(1);
            if (connection.read(first) == 1) {
                if (first.get(0) == PUSH) {
                    push(connection);
                } else {
                    echo(connection);
                }
            }
        } catch (IOException e) {
            // The other end has left, which is how all of them end.
        } finally {
            connections.remove(connection);
        }
    }

    private static void push(SocketChannel connection) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(PUSH_BYTES);
        while (connection.isOpen()) {
            connection.write(bytes.clear());
        }
    }

    private static void echo(SocketChannel connection) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(ECHO_BYTES_MAX);
        while (connection.read(bytes.clear()) > 0) {
            bytes.flip();
            while (bytes.hasRemaining()) {
                connection.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (SocketChannel connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not closed: " + address(), e);
        }
    }
}
