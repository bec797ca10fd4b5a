package dev.sagfleet.agent.download;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.link.ImageFetch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers what a download has told. */
final class RecordingFetcher implements ImageFetch.Owner {
    final List<Checkpoint> reached = new ArrayList<>();
    Optional<Checkpoint> fetched = Optional.empty();
    Optional<FetchFailure> failure = Optional.empty();
    Checkpoint failedAt = Checkpoint.START;
    int ends;
    Runnable onReached = () -> {};

    @Override
    public void reached(Checkpoint checkpoint) {
        reached.add(checkpoint);
        onReached.run();
    }

    @Override
    public void fetched(Checkpoint end) {
        ends++;
        fetched = Optional.of(end);
    }

    @Override
    public void failed(FetchFailure why, Checkpoint at) {
        ends++;
        failure = Optional.of(why);
        failedAt = at;
    }
}
