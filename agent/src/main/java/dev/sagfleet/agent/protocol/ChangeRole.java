package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/** Tells a device of an HA pair whether it forwards. Never refused. */
public record ChangeRole(String commandId, Revision revision, HaRole role) implements Command {
    public ChangeRole {
        Command.requireIdentity(commandId, revision);
        requireNonNull(role, "role");
    }

    @Override
    public Aspect aspect() {
        return Aspect.ROLE;
    }

    @Override
    public ChangeRole withRevision(Revision other) {
        return new ChangeRole(commandId, other, role);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onChangeRole(this);
    }
}
