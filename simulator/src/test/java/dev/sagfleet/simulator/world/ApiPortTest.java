package dev.sagfleet.simulator.world;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API port below the level of any client: bytes as they may come. */
class ApiPortTest {
    private static final int PATIENCE_MILLIS = 5_000;

    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
    }

    /** The answer to another request shows that the first piece has been read by then. */
    @Test
    void aRequestThatComesInPiecesIsAnswered() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET /healthz HTTP/1.1\r\nHo");
            assertThat(world.control().get("settings").isObject()).isTrue();
            send(socket, "st: h\r\n\r\n");

            assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aRequestLargerThanOneReadIsAnswered() throws IOException {
        try (Socket socket = connect()) {
            for (int length = 100; length <= 12_800; length *= 2) {
                send(socket, "GET /healthz?" + "x".repeat(length) + " HTTP/1.1\r\nHost: h\r\n\r\n");

                assertThat(answer(socket)).as("%d bytes", length).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void requestsSentAtOnceAreAnsweredInTheirOrder() throws IOException {
        String path = "GET /_sag/settings HTTP/1.1\r\nHost: h\r\n\r\n";
        String last = "GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
        try (Socket socket = connect()) {
            send(socket, path + "GET /?Action=none HTTP/1.1\r\nHost: h\r\n\r\n" + last);

            String answers = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(answers)
                    .containsSubsequence("HTTP/1.1 401 ", "HTTP/1.1 400 ", "MissingVersion", "HTTP/1.1 200 ", "\"ok\"");
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.apiPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[4096];
        int length = in.read(bytes);
        return new String(bytes, 0, Math.max(0, length), US_ASCII);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }
}
