package dev.sagfleet.controller.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A device that does nothing by itself: each byte is sent by hand, and not even a ping is answered (RFC 6455). */
final class LockStepDevice implements AutoCloseable {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16_BITS = 126;
    private static final int LENGTH_64_BITS = 127;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /** A frame from the controller. */
    record Frame(int opcode, String text, int status) {}

    private LockStepDevice(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static LockStepDevice connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(RunningController.PATIENCE.toMillis()));
        socket.setTcpNoDelay(true);
        return new LockStepDevice(socket);
    }

    static LockStepDevice upgraded(int port, SerialNumber serial, DeviceKey key) throws IOException {
        LockStepDevice device = connect(port);
        assertThat(device.upgrade(token(serial, key, Instant.now()))).startsWith("HTTP/1.1 101 ");
        return device;
    }

    static String token(SerialNumber serial, DeviceKey key, Instant now) {
        return DeviceToken.sign(serial, key, now, UUID.randomUUID().toString()).toHeader();
    }

    static String hello(SerialNumber serial, String model) {
        return "{\"type\":\"Hello\",\"epoch\":0,\"serial\":\"" + serial + "\",\"model\":\"" + model
                + "\",\"firmware\":\"2.4.0\",\"bootId\":\"boot-1\",\"held\":{},\"suspended\":false}";
    }

    static String upgradeRequest(String path, String subprotocol, String authorization) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n")
                + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n") + "\r\n";
    }

    /** Asks to be let in, and returns the head of the answer. */
    String upgrade(String authorization) throws IOException {
        sendRaw(upgradeRequest("/device", "sagfleet.v1", authorization));
        return readHead();
    }

    void sendRaw(String bytes) throws IOException {
        out.write(bytes.getBytes(UTF_8));
        out.flush();
    }

    void sendText(String text) throws IOException {
        send(TEXT, true, text.getBytes(UTF_8));
    }

    /** Sends one frame, masked with zeros as a lazy client may. */
    void send(int opcode, boolean last, byte[] payload) throws IOException {
        out.write(frame(opcode, last, payload));
        out.flush();
    }

    /** Sends texts without a pause between them. */
    void sendTexts(List<String> texts) throws IOException {
        var frames = new ByteArrayOutputStream();
        texts.forEach(text -> frames.writeBytes(frame(TEXT, true, text.getBytes(UTF_8))));
        out.write(frames.toByteArray());
        out.flush();
    }

    private static byte[] frame(int opcode, boolean last, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) (opcode | (last ? FIN : 0)));
        if (payload.length < LENGTH_16_BITS) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (MASKED | LENGTH_16_BITS)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | LENGTH_64_BITS)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** From now on a read that takes longer fails with a {@link java.net.SocketTimeoutException}. */
    void waitAtMost(Duration time) throws IOException {
        socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    }

    String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    Frame read() throws IOException {
        int opcode = in.readUnsignedByte() & 0xF;
        int length = in.readUnsignedByte();
        byte[] payload = new byte[length == LENGTH_16_BITS ? in.readUnsignedShort() : length];
        in.readFully(payload);
        if (opcode != CLOSE) {
            return new Frame(opcode, new String(payload, UTF_8), 0);
        }
        int status = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        return new Frame(opcode, new String(payload, 2, payload.length - 2, UTF_8), status);
    }

    /** Reads on to a text that contains this. */
    String awaitText(String part) throws IOException {
        Frame frame = read();
        while (frame.opcode() != TEXT || !frame.text().contains(part)) {
            assertThat(frame.opcode()).as("%s before %s", frame, part).isNotEqualTo(CLOSE);
            frame = read();
        }
        return frame.text();
    }

    /** Reads on to the close frame, and to the end of the connection after it. */
    Frame awaitClose() throws IOException {
        Frame frame = read();
        while (frame.opcode() != CLOSE) {
            frame = read();
        }
        assertThat(in.read()).isEqualTo(-1);
        return frame;
    }

    /** Reads on to the end of the connection, however it ends, and returns what came before it. */
    String readToEnd() throws IOException {
        var rest = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                rest.append((char) next);
            }
        } catch (EOFException | SocketException e) {
            rest.append("(reset)");
        }
        return rest.toString();
    }

    /** Whether the controller has ended the connection, as far as this has come; what has come is read. */
    boolean isEnded() throws IOException {
        try {
            while (read().opcode() != CLOSE) {
                // Commands and pings.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    /** Whether the session is open: a ping is answered, and nothing else is said than commands and pings. */
    boolean isUndisturbed() throws IOException {
        String mark = UUID.randomUUID().toString();
        send(PING, true, mark.getBytes(UTF_8));
        Frame frame = read();
        while (frame.opcode() == TEXT || frame.opcode() == PING) {
            frame = read();
        }
        return frame.opcode() == PONG && frame.text().equals(mark);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
