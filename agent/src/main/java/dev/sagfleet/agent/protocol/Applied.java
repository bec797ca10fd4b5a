package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/** The device does what this revision of this aspect says, and will after a power cut too. */
public record Applied(String commandId, Aspect aspect, Revision revision) implements UplinkMessage {
    public Applied {
        Command.requireIdentity(commandId, revision);
        requireNonNull(aspect, "aspect");
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onApplied(this);
    }
}
