package dev.sagfleet.simulator.counted;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchAnswer;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.link.ImageFetch.Owner;
import dev.sagfleet.agent.link.ImageFetch.Wanted;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.shaping.Intake;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One download: asks, and is over once the device's limits have let all of it pass. How far it is stands in what is still
 * to pass, so that it can be told at any time, and need not be at any.
 */
final class CountedTransfer implements ImagePort.Client {
    private final CountedFetches fetches;
    private final CountedFetch fetch;
    private final Wanted wanted;
    private final Passage passage;
    private Checkpoint from;
    private ImagePort.@Nullable Call call;

    /** What comes, from the time on that it does. */
    private ImageAnswer.@Nullable Body body;

    /** What all bytes will have as their digest. */
    private Digest content;

    /** What is still to pass of what does not come for now. */
    private long stalledBytes;

    /** Counts how often it was said how bytes come, since only the latest word holds. */
    private int expectations;

    private boolean isStalled;
    private boolean isOver;

    CountedTransfer(CountedFetches fetches, CountedFetch fetch, Wanted wanted, Intake intake) {
        this.fetches = fetches;
        this.fetch = fetch;
        this.wanted = wanted;
        passage = new Passage(intake, () -> fetches.loop().run(() -> look(expectations)));
        Optional<Digest> counted = CountedBytes.image(wanted.from());
        from = counted.isPresent() ? wanted.from() : Checkpoint.START;
        content = counted.orElse(wanted.digest());
    }

    void begin() {
        if (from.bytes() == wanted.sizeBytes()) {
            fetches.loop().execute(() -> end(owner -> owner.fetched(from)));
        } else {
            call = fetches.port().ask(new ImagePort.Asked(wanted.serial(), wanted.key(), wanted.link(), rest()), this);
        }
    }

    private FetchAnswer.Request rest() {
        return new FetchAnswer.Request(wanted.digest(), from.bytes(), wanted.sizeBytes());
    }

    private long now() {
        return fetches.loop().nanoTime();
    }

    @Override
    public void answered(ImageAnswer answered) {
        if (isOver) {
            return;
        }
        FetchAnswer answer = FetchAnswer.of(rest(), answered.head());
        if (answer instanceof FetchAnswer.Failed failed) {
            fail(failed.why());
        } else if (answer instanceof FetchAnswer.Complete) {
            end(owner -> owner.fetched(CountedBytes.checkpoint(wanted.sizeBytes(), content)));
        } else if (answered.body().isEmpty()) {
            broken();
        } else {
            if (answer instanceof FetchAnswer.Whole) {
                from = Checkpoint.START;
            }
            if (from.bytes() < wanted.from().bytes()) {
                fetch.reached(from);
            }
            receive(answered.body().get());
        }
    }

    private void receive(ImageAnswer.Body comes) {
        if (isOver) {
            return;
        }
        body = comes;
        content = CountedBytes.image(from).orElse(comes.image());
        expect(wanted.sizeBytes() - from.bytes());
    }

    private void expect(long bytes) {
        if (body != null) {
            passage.begin(bytes, body, now());
            look(++expectations);
        }
    }

    /** Ends, or looks again when all should have passed: the limits may have changed by then, or what is beside it. */
    private void look(int expectation) {
        if (isOver || isStalled || expectation != expectations) {
            return;
        }
        long waitNanos = passage.waitNanos(now());
        if (waitNanos == 0) {
            end(owner -> owner.fetched(CountedBytes.checkpoint(wanted.sizeBytes(), content)));
        } else if (waitNanos != Passage.UNTIL_ARRIVED) {
            fetches.loop().schedule(Duration.ofNanos(waitNanos), () -> look(expectation));
        }
    }

    @Override
    public void paced() {
        if (!isOver && !isStalled && body != null) {
            passage.changePace(body, now());
            look(++expectations);
        }
    }

    @Override
    public void stalled() {
        if (!isOver && !isStalled && body != null) {
            stalledBytes = passage.waitingBytes(now());
            isStalled = true;
            passage.stall(body.bitsPerSecond().getAsLong(), now());
        }
    }

    @Override
    public void goesOn() {
        if (!isOver && isStalled) {
            isStalled = false;
            expect(stalledBytes);
        }
    }

    @Override
    public void broken() {
        if (!isOver) {
            fail(new FetchFailure.Broken());
        }
    }

    private void fail(FetchFailure why) {
        Checkpoint reached = why instanceof FetchFailure.OtherContent ? Checkpoint.START : reached();
        end(owner -> owner.failed(why, reached));
    }

    /** The last checkpoint that all bytes before have passed. Source: firmware rule F5. */
    private Checkpoint reached() {
        if (body == null) {
            return from;
        }
        long passed = wanted.sizeBytes() - (isStalled ? stalledBytes : passage.waitingBytes(now()));
        long bytes = passed - passed % Firmware.CHECKPOINT_BYTES;
        return bytes <= from.bytes() ? from : CountedBytes.checkpoint(bytes, content);
    }

    /** The last checkpoint, if its owner does not know it. */
    Optional<Checkpoint> untold() {
        Checkpoint reached = reached();
        return Optional.of(reached).filter(checkpoint -> checkpoint.bytes() > from.bytes());
    }

    void stop() {
        isOver = true;
        passage.end(now());
        if (call != null) {
            call.end();
        }
    }

    private void end(Consumer<Owner> told) {
        if (!isOver) {
            stop();
            fetch.ended(this, told);
        }
    }
}
