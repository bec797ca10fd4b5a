package dev.sagfleet.agent.protocol;

/** Asks a device to boot. It has applied this once its next boot has begun. Never refused. */
public record Reboot(String commandId, Revision revision) implements Command {
    public Reboot {
        Command.requireIdentity(commandId, revision);
    }

    @Override
    public Aspect aspect() {
        return Aspect.POWER;
    }

    @Override
    public Reboot withRevision(Revision other) {
        return new Reboot(commandId, other);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onReboot(this);
    }
}
