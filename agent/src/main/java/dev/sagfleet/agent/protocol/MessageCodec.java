package dev.sagfleet.agent.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Messages to and from the text of a WebSocket frame: one JSON object, with the members {@code type},
 * {@code epoch} and those of the message. Members that it does not know are passed over, so that a
 * later contract can add some.
 */
public final class MessageCodec {
    /** The WebSocket subprotocol that both ends must name. */
    public static final String SUBPROTOCOL = "sagfleet.v1";

    /** The path of the device port that takes upgrade requests. */
    public static final String PATH = "/device";

    /** The longest frame, in bytes. */
    public static final int FRAME_BYTES_MAX = 64 * 1024;

    private static final int NESTING_MAX = 8;
    private static final int DIGITS_MAX = 20;
    private static final int TYPICAL_BYTES = 256;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxNumberLength(DIGITS_MAX)
                    .build())
            .build();
    private static final ObjectMapper MAPPER =
            new ObjectMapper(JSON).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public static byte[] encodeUplink(Envelope<? extends UplinkMessage> envelope) {
        return encode(envelope.epoch(), envelope.message().deliverTo(new UplinkWriter()));
    }

    public static byte[] encodeDownlink(Envelope<? extends DownlinkMessage> envelope) {
        return encode(envelope.epoch(), envelope.message().deliverTo(new DownlinkWriter()));
    }

    /**
     * The message that a device sent.
     *
     * @throws MalformedMessageException if the text is not one
     */
    public static Envelope<UplinkMessage> decodeUplink(byte[] text) throws MalformedMessageException {
        Fields fields = parse("frame", text);
        return new Envelope<>(fields.number("epoch"), checked(() -> UplinkReader.read(fields)));
    }

    /**
     * The message that the controller sent.
     *
     * @throws MalformedMessageException if the text is not one
     */
    public static Envelope<DownlinkMessage> decodeDownlink(byte[] text) throws MalformedMessageException {
        Fields fields = parse("frame", text);
        return new Envelope<>(fields.number("epoch"), checked(() -> DownlinkReader.read(fields)));
    }

    /** A command as text for a store; {@link #parseCommand} reads it back. */
    public static String formatCommand(Command command) {
        return new String(encodeDownlink(new Envelope<>(Envelope.NO_SESSION, command)), StandardCharsets.UTF_8);
    }

    /** A command from the text that {@link #formatCommand} made. */
    public static Command parseCommand(String text) {
        try {
            if (decodeDownlink(text.getBytes(StandardCharsets.UTF_8)).message() instanceof Command command) {
                return command;
            }
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("command: " + text + " (expected: what formatCommand wrote)", e);
        }
        throw new IllegalArgumentException("command: " + text + " (expected: a command)");
    }

    /** The members of one JSON object, which an error calls {@code what}. */
    static Fields parse(String what, byte[] text) throws MalformedMessageException {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isObject()) {
                return new Fields("", node);
            }
        } catch (StreamConstraintsException e) {
            throw new MalformedMessageException(what + ": too deep, or a number too long (expected: at most "
                    + NESTING_MAX + " levels and " + DIGITS_MAX + " digits)");
        } catch (IOException e) {
            throw new MalformedMessageException(what + ": not JSON, or a member twice (expected: one JSON object)");
        }
        throw new MalformedMessageException(what + ": no JSON object (expected: one JSON object)");
    }

    /** What the messages' own checks refuse is the sender's fault here, not ours. */
    static <M> M checked(Reading<M> reading) throws MalformedMessageException {
        try {
            return reading.read();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] encode(long epoch, Members members) {
        return write(json -> {
            members.writeTo(json);
            json.writeNumberField("epoch", epoch);
        });
    }

    /** One JSON object of these members. */
    static byte[] write(Members members) {
        var bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Makes a value of members, whose own checks may refuse it. */
    interface Reading<M> {
        M read() throws MalformedMessageException;
    }

    private MessageCodec() {}
}
