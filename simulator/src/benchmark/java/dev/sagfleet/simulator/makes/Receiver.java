package dev.sagfleet.simulator.makes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Reads what a {@link TrafficTarget} pushes through a relay, on a thread of its own, and notes when it comes. */
final class Receiver implements AutoCloseable {
    private static final int READ_BYTES = 128 * 1024;
    private static final Duration FIRST_MAX = Duration.ofSeconds(5);

    private final SocketChannel channel;
    private final Duration span;
    private final Arrivals arrivals = new Arrivals();
    private final Thread thread;

    private Receiver(SocketChannel channel, Duration span) {
        this.channel = channel;
        this.span = span;
        thread = EndThread.start(this::read);
    }

    /**
     * Begins.
     *
     * @param port of the relay
     * @param span from the first arrival on
     */
    static Receiver start(int port, Duration span) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(new byte[] {TrafficTarget.PUSH}));
        return new Receiver(channel, span);
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        try {
            for (int bytes = channel.read(buffer); bytes >= 0; bytes = channel.read(buffer.clear())) {
                arrivals.add(System.nanoTime(), bytes);
                if (arrivals.nanos(arrivals.size() - 1) - arrivals.nanos(0) >= span.toNanos()) {
                    return;
                }
            }
        } catch (IOException e) {
            // Closed by whoever waited long enough: what came is what came.
        }
    }

    /** What came; waits for the span, and some more if a relay stalls. */
    Arrivals await() throws IOException, InterruptedException {
        thread.join(span.plus(FIRST_MAX).toMillis());
        close();
        thread.join();
        if (arrivals.size() == 0) {
            throw new IOException(
                    "nothing came through the relay in " + span.plus(FIRST_MAX).toSeconds() + " s");
        }
        return arrivals;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
