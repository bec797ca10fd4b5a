package dev.sagfleet.agent.protocol;

/** The controller has recorded how an attempt of a job ended; the device need not say it again. */
public record ProgressRecorded(String job, int attempt) implements DownlinkMessage {
    public ProgressRecorded {
        Upgrade.requireJob(job, attempt);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onProgressRecorded(this);
    }
}
