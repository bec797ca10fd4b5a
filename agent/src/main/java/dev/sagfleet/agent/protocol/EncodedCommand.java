package dev.sagfleet.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A command with its JSON, of which one is made from the other when it is first asked for, and then kept: it is encoded
 * at most once, however often it is stored and sent, and decoded only where its content is asked for. Immutable; safe
 * for many threads.
 */
public final class EncodedCommand {
    /** How the JSON ends: the epoch comes last, and belongs to no session. */
    private static final String END = "\"epoch\":" + Envelope.NO_SESSION + '}';

    private final Aspect aspect;
    private final Revision revision;

    /** One of these two is there from the beginning. Two threads may both make the other, which comes to the same. */
    private volatile @Nullable String json;

    private volatile @Nullable Command command;

    private EncodedCommand(Aspect aspect, Revision revision, @Nullable String json, @Nullable Command command) {
        this.aspect = requireNonNull(aspect, "aspect");
        this.revision = requireNonNull(revision, "revision");
        this.json = json;
        this.command = command;
    }

    /** A command that is encoded when it is first stored or sent. */
    public static EncodedCommand of(Command command) {
        return new EncodedCommand(command.aspect(), command.revision(), null, command);
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
        String encoded = json;
        if (encoded == null) {
            encoded = MessageCodec.formatCommand(requireNonNull(command, "command"));
            json = encoded;
        }
        return encoded;
    }

    /** The frame that brings it to a device in a session of this epoch. */
    public byte[] frame(long epoch) {
        String encoded = json();
        String withoutEpoch = encoded.substring(0, encoded.length() - END.length());
        return (withoutEpoch + "\"epoch\":" + epoch + '}').getBytes(UTF_8);
    }

    /** What it says. */
    public Command command() {
        Command decoded = command;
        if (decoded == null) {
            decoded = MessageCodec.parseCommand(json());
            command = decoded;
        }
        return decoded;
    }

    /** Equal commands have equal JSON, and the other way round. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof EncodedCommand encoded)
                || aspect != encoded.aspect
                || !revision.equals(encoded.revision)) {
            return false;
        }
        Command mine = command;
        Command theirs = encoded.command;
        return (mine != null && theirs != null) ? mine.equals(theirs) : json().equals(encoded.json());
    }

    @Override
    public int hashCode() {
        return revision.hashCode();
    }

    @Override
    public String toString() {
        return json();
    }
}
