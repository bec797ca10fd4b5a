package dev.sagfleet.agent.protocol;

/** Asks a device to stop accelerating. Never refused. */
public record Dissociate(String commandId, Revision revision) implements Command {
    public Dissociate {
        Command.requireIdentity(commandId, revision);
    }

    @Override
    public Aspect aspect() {
        return Aspect.ACCELERATION;
    }

    @Override
    public Dissociate withRevision(Revision other) {
        return new Dissociate(commandId, other);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onDissociate(this);
    }
}
