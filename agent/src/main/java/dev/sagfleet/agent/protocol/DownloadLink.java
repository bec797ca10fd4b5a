package dev.sagfleet.agent.protocol;

/**
 * Where the image of a job is to be found from now on.
 *
 * @param link as in {@link Upgrade}
 */
public record DownloadLink(String job, int attempt, String link) implements DownlinkMessage {
    public DownloadLink {
        Upgrade.requireJob(job, attempt);
        Upgrade.requireLink(link);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onDownloadLink(this);
    }
}
