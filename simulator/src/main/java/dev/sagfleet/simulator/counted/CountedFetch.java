package dev.sagfleet.simulator.counted;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.link.ImageFetch;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.shaping.Intake;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The downloads of one device. All of it runs on the loop of its {@link CountedFetches}. */
final class CountedFetch implements ImageFetch {
    private final CountedFetches fetches;
    private final Owner owner;
    private @Nullable CountedTransfer transfer;

    CountedFetch(CountedFetches fetches, Owner owner) {
        this.fetches = fetches;
        this.owner = owner;
    }

    @Override
    public void begin(Wanted wanted, Intake intake) {
        var begun = new CountedTransfer(fetches, this, wanted, intake);
        transfer = begun;
        begun.begin();
    }

    @Override
    public void stop() {
        if (transfer != null) {
            CountedTransfer stopped = transfer;
            transfer = null;
            stopped.stop();
        }
    }

    @Override
    public void cut() {
        if (transfer != null) {
            transfer.broken();
        }
    }

    /** What was not counted to its end has the digest of no bytes. */
    @Override
    public Digest digestOf(Checkpoint reached) {
        return CountedBytes.image(reached).orElseGet(() -> Digest.ofText(""));
    }

    @Override
    public Optional<Checkpoint> untold() {
        return Optional.ofNullable(transfer).flatMap(CountedTransfer::untold);
    }

    void reached(Checkpoint checkpoint) {
        owner.reached(checkpoint);
    }

    /** That is the end of it, and the next one may begin. */
    void ended(CountedTransfer which, Consumer<Owner> told) {
        if (transfer == which) {
            transfer = null;
            told.accept(owner);
        }
    }
}
