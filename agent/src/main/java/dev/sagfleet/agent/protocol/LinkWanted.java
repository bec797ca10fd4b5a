package dev.sagfleet.agent.protocol;

/** The link of a job has expired, and the device asks for another one. */
public record LinkWanted(String job, int attempt) implements UplinkMessage {
    public LinkWanted {
        Upgrade.requireJob(job, attempt);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onLinkWanted(this);
    }
}
