package dev.sagfleet.simulator.makes;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A person at a terminal: small requests through a relay, every few milliseconds, each with a small answer. */
final class Requests {
    private static final int BYTES = 64;
    private static final long PAUSE_MILLIS = 3;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    /**
     * Makes them for so long, each after the answer to the one before, and says how long each answer took in
     * nanoseconds, in order. One that does not come in time ends it.
     */
    static List<Long> make(int port, Duration span) throws IOException, InterruptedException {
        List<Long> took = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) ANSWER_MAX.toMillis());
            socket.getOutputStream().write(TrafficTarget.ECHO);
            var answers = new DataInputStream(socket.getInputStream());
            byte[] bytes = new byte[BYTES];
            long began = System.nanoTime();
            while (System.nanoTime() - began < span.toNanos()) {
                long asked = System.nanoTime();
                socket.getOutputStream().write(bytes);
                try {
                    answers.readFully(bytes);
                } catch (SocketTimeoutException e) {
                    took.add(System.nanoTime() - asked);
                    return took;
                }
                took.add(System.nanoTime() - asked);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return took;
    }

    private Requests() {}
}
