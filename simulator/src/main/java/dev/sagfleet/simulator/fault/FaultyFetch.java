package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.link.ImageFetch;
import dev.sagfleet.agent.link.ImageFetches;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.shaping.Intake;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of one device to the images of its controller, with what goes wrong on it. On the loop of the device. */
final class FaultyFetch implements ImageFetch, ImageFetch.Owner {
    /** After which time without a byte a download is given up, as one over HTTP is. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** How often it is looked how much is there, where nobody says so. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final UpgradeMishaps mishaps;
    private final ImageFetch fetch;
    private final Owner owner;

    /** Counts downloads, begun and ended, so that what was to happen to one does not happen to the next. */
    private int downloads;

    private @Nullable Wanted wanted;
    private @Nullable Attempt attempt;
    private boolean isStalled;

    /** Where a download that has stalled is gone on from, once it is given up. */
    private Optional<Checkpoint> silentAt = Optional.empty();

    FaultyFetch(UpgradeMishaps mishaps, ImageFetches fetches, Owner owner) {
        this.mishaps = mishaps;
        this.owner = owner;
        fetch = fetches.of(this);
    }

    @Override
    public void begin(Wanted next, Intake intake) {
        downloads++;
        wanted = next;
        attempt = mishaps.current(next.serial());
        Optional<FetchFailure> failure = attempt == null ? Optional.empty() : failure(attempt, next.from());
        if (failure.isPresent()) {
            intake.end(mishaps.loop().nanoTime());
            later(Duration.ZERO, () -> end(failure.get(), next.from()));
            return;
        }
        fetch.begin(next, intake);
        if (attempt != null) {
            strikeInTime(attempt, UpgradeFaultKind.DROP);
            strikeInTime(attempt, UpgradeFaultKind.STALL);
            look();
        }
    }

    private static Optional<FetchFailure> failure(Attempt attempt, Checkpoint from) {
        if (attempt.meets(UpgradeFaultKind.EXPIRE)) {
            return Optional.of(new FetchFailure.LinkExpired());
        }
        return attempt.meetsWrongRange(from.bytes()) ? Optional.of(new FetchFailure.OtherContent()) : Optional.empty();
    }

    private void strikeInTime(Attempt under, UpgradeFaultKind kind) {
        long nowNanos = mishaps.loop().nanoTime();
        under.next(kind, nowNanos)
                .ifPresent(next -> later(Duration.ofNanos(next.atNanos() - nowNanos), () -> {
                    if (next.strikes()) {
                        strike(kind);
                    } else {
                        strikeInTime(under, kind);
                    }
                }));
    }

    /** Does something after a time, unless the download has ended before. */
    private void later(Duration delay, Runnable work) {
        int under = downloads;
        mishaps.loop().schedule(delay, () -> {
            if (under == downloads) {
                work.run();
            }
        });
    }

    private void look() {
        if (attempt != null && attempt.waitsForBytes()) {
            later(LOOK, () -> {
                fetch.untold().ifPresent(this::strikeAt);
                look();
            });
        }
    }

    /** In a turn of its own, since whoever fetches is still at it. */
    private void strikeAt(Checkpoint reached) {
        Optional.ofNullable(attempt)
                .flatMap(under -> under.meetsAt(reached.bytes()))
                .ifPresent(fault -> later(Duration.ZERO, () -> strike(fault.kind())));
    }

    private void strike(UpgradeFaultKind kind) {
        if (kind == UpgradeFaultKind.POWER) {
            cutPower();
        } else {
            isStalled = kind == UpgradeFaultKind.STALL;
            fetch.cut();
        }
    }

    private void cutPower() {
        if (wanted != null && attempt != null) {
            mishaps.cutPower(wanted.serial(), attempt, Optional.empty());
        }
    }

    @Override
    public void reached(Checkpoint checkpoint) {
        owner.reached(checkpoint);
        strikeAt(checkpoint);
    }

    /** What has not struck before the last byte strikes now. */
    @Override
    public void fetched(Checkpoint end) {
        Optional<UpgradeFault> last = Optional.ofNullable(attempt).flatMap(under -> under.meetsAt(end.bytes()));
        if (last.isEmpty()) {
            downloads++;
            owner.fetched(end);
        } else if (last.get().kind() == UpgradeFaultKind.POWER) {
            cutPower();
        } else {
            isStalled = last.get().kind() == UpgradeFaultKind.STALL;
            failed(new FetchFailure.Broken(), end);
        }
    }

    @Override
    public void failed(FetchFailure why, Checkpoint reached) {
        if (isStalled) {
            isStalled = false;
            silentAt = Optional.of(reached);
            later(SILENCE, () -> end(why, reached));
        } else {
            end(why, reached);
        }
    }

    private void end(FetchFailure why, Checkpoint reached) {
        forget();
        owner.failed(why, reached);
    }

    private void forget() {
        downloads++;
        isStalled = false;
        silentAt = Optional.empty();
    }

    @Override
    public void stop() {
        forget();
        fetch.stop();
    }

    @Override
    public void cut() {
        if (silentAt.isPresent()) {
            end(new FetchFailure.Broken(), silentAt.get());
        } else {
            fetch.cut();
        }
    }

    @Override
    public Optional<Checkpoint> untold() {
        return silentAt.or(fetch::untold);
    }

    @Override
    public Digest digestOf(Checkpoint reached) {
        return fetch.digestOf(reached);
    }
}
