package dev.sagfleet.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A command with its JSON, so that it is encoded once, however often it is stored and sent, and decoded only where its
 * content is asked for. Immutable; safe for many threads.
 */
public final class EncodedCommand {
    /** How the JSON ends: the epoch comes last, and belongs to no session. */
    private static final String END = "\"epoch\":" + Envelope.NO_SESSION + '}';

    private final Aspect aspect;
    private final Revision revision;
    private final String json;

    /** Decoded when it is first asked for; two threads may both do it. */
    private volatile @Nullable Command command;

    private EncodedCommand(Aspect aspect, Revision revision, String json, @Nullable Command command) {
        this.aspect = requireNonNull(aspect, "aspect");
        this.revision = requireNonNull(revision, "revision");
        this.json = requireNonNull(json, "json");
        this.command = command;
    }

    /** Encodes a command. */
    public static EncodedCommand of(Command command) {
        return new EncodedCommand(command.aspect(), command.revision(), MessageCodec.formatCommand(command), command);
    }

    /**
     * A command that was encoded before.
     *
     * @param json what {@link #json} returned
     * @throws IllegalArgumentException if it cannot be that
     */
    public static EncodedCommand of(Aspect aspect, Revision revision, String json) {
        if (!json.endsWith(END)) {
            throw new IllegalArgumentException("command: " + json + " (expected: an encoded command)");
        }
        return new EncodedCommand(aspect, revision, json, null);
    }

    public Aspect aspect() {
        return aspect;
    }

    public Revision revision() {
        return revision;
    }

    /** The JSON to store, as {@link MessageCodec#formatCommand} writes it. */
    public String json() {
        return json;
    }

    /** The frame that brings it to a device in a session of this epoch. */
    public byte[] frame(long epoch) {
        String withoutEpoch = json.substring(0, json.length() - END.length());
        return (withoutEpoch + "\"epoch\":" + epoch + '}').getBytes(UTF_8);
    }

    /** What it says. */
    public Command command() {
        Command decoded = command;
        if (decoded == null) {
            decoded = MessageCodec.parseCommand(json);
            command = decoded;
        }
        return decoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedCommand encoded && json.equals(encoded.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
