package dev.sagfleet.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A client of the proxy that says what it is told to, byte by byte, also what no decent client would say. */
final class SocksClient implements AutoCloseable {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    /** A greeting of a client that can do without a password. */
    static final byte[] GREETING = bytes("05 01 00");

    private static final int REPLY_BYTES = 10;

    private final Socket socket;

    SocksClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    static byte[] bytes(String hex) {
        return SPACED.parseHex(hex);
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Asks for a connection with an address: 4 or 16 bytes. */
    static byte[] connect(InetAddress address, int port) {
        byte[] raw = address.getAddress();
        return join(bytes(raw.length == 4 ? "05 01 00 01" : "05 01 00 04"), raw, portBytes(port));
    }

    /** Asks for a connection with a name. */
    static byte[] connect(String name, int port) {
        return join(bytes("05 01 00 03"), text(name), portBytes(port));
    }

    static byte[] login(String user, String password) {
        return join(bytes("01"), text(user), text(password));
    }

    private static byte[] text(String text) {
        byte[] raw = text.getBytes(StandardCharsets.US_ASCII);
        return join(new byte[] {(byte) raw.length}, raw);
    }

    private static byte[] portBytes(int port) {
        return ByteBuffer.allocate(2).putShort((short) port).array();
    }

    Socket socket() {
        return socket;
    }

    SocksClient say(byte[]... parts) throws IOException {
        socket.getOutputStream().write(join(parts));
        return this;
    }

    SocksClient hear(String hex) throws IOException {
        byte[] expected = bytes(hex);
        assertThat(SPACED.formatHex(socket.getInputStream().readNBytes(expected.length)))
                .isEqualTo(hex);
        return this;
    }

    /** Hears the answer to its request; where the proxy connects from may be any IPv4 address. */
    SocksClient hearConnected() throws IOException {
        byte[] reply = socket.getInputStream().readNBytes(REPLY_BYTES);
        assertThat(SPACED.formatHex(reply)).startsWith("05 00 00 01 7f 00 00 01");
        return this;
    }

    SocksClient hearEcho(byte[] sent) throws IOException {
        byte[] heard = socket.getInputStream().readNBytes(sent.length);
        assertThat(Arrays.mismatch(heard, sent))
                .as("index of the first wrong byte")
                .isEqualTo(-1);
        return this;
    }

    /** Hears nothing more: it ends, or breaks. */
    void hearEnd() {
        try {
            assertThat(socket.getInputStream().read()).isNegative();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
