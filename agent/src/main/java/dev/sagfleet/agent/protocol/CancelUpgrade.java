package dev.sagfleet.agent.protocol;

/**
 * Asks a device to leave a job. Refused with {@link Refusal.Reason#UPGRADE_UNDER_WAY} once the device has begun to
 * install; of a job that is over, or unknown, there is nothing to leave, and it is applied.
 *
 * @param job 1 to 64 characters
 */
public record CancelUpgrade(String commandId, Revision revision, String job) implements Command {
    public CancelUpgrade {
        Command.requireIdentity(commandId, revision);
        Text.requireShort(job, "job", Upgrade.JOB_LENGTH_MAX);
    }

    @Override
    public Aspect aspect() {
        return Aspect.FIRMWARE;
    }

    @Override
    public CancelUpgrade withRevision(Revision other) {
        return new CancelUpgrade(commandId, other, job);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onCancelUpgrade(this);
    }
}
