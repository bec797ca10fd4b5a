package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/** The device does not do what this revision says, and goes on as before. */
public record Refused(String commandId, Aspect aspect, Revision revision, Refusal refusal) implements UplinkMessage {
    public Refused {
        Command.requireIdentity(commandId, revision);
        requireNonNull(aspect, "aspect");
        requireNonNull(refusal, "refusal");
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onRefused(this);
    }
}
