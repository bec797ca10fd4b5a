package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * Asks a device to limit all of its traffic, each direction by itself. Refused outside the model's range.
 *
 * @param bandwidth the instance's, or the user's for an app client
 */
public record ChangeBandwidth(String commandId, Revision revision, Bandwidth bandwidth) implements Command {
    public ChangeBandwidth {
        Command.requireIdentity(commandId, revision);
        requireNonNull(bandwidth, "bandwidth");
    }

    @Override
    public Aspect aspect() {
        return Aspect.BANDWIDTH;
    }

    @Override
    public ChangeBandwidth withRevision(Revision other) {
        return new ChangeBandwidth(commandId, other, bandwidth);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onChangeBandwidth(this);
    }
}
