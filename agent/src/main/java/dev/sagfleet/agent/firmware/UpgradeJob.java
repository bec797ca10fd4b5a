package dev.sagfleet.agent.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import java.util.Optional;

/**
 * One attempt of a job, and how far it is.
 *
 * @param manifest what the order's manifest says; absent until it has been looked at, or if it is none
 * @param code why the state is as it is
 * @param checkpoint how far the download is
 * @param tries how often each kind of thing went wrong
 * @param nextTryAtMillis when a pause is over, in milliseconds since 1970; 0 if there is none
 * @param lineWasDown whether the controller could not be reached when the new image was installed either
 * @param acknowledged whether the controller is known to know how it ended
 */
public record UpgradeJob(
        Upgrade order,
        Optional<Manifest> manifest,
        UpdateState state,
        UpdateCode code,
        Checkpoint checkpoint,
        Tries tries,
        long nextTryAtMillis,
        boolean lineWasDown,
        boolean acknowledged) {
    private static final int PERCENT = 100;

    /**
     * Budgets of their own, so that a line which breaks off does not use up what a bad image has.
     *
     * @param transport downloads in a row that brought no new byte
     * @param verification downloads whose digest was wrong
     * @param furthestBytes how far a download has ever come since the last wrong digest: what is beyond is new
     */
    public record Tries(int transport, int verification, long furthestBytes) {
        public static final Tries NONE = new Tries(0, 0, 0);

        /** After a download has come so far: what brings a new byte begins to count anew. */
        Tries reaching(long bytes) {
            return bytes > furthestBytes ? new Tries(0, verification, bytes) : this;
        }

        Tries afterFailure() {
            return new Tries(transport + 1, verification, furthestBytes);
        }

        Tries afterWrongDigest() {
            return new Tries(0, verification + 1, 0);
        }
    }

    public UpgradeJob {
        requireNonNull(order, "order");
        requireNonNull(manifest, "manifest");
        requireNonNull(state, "state");
        requireNonNull(code, "code");
        requireNonNull(checkpoint, "checkpoint");
        requireNonNull(tries, "tries");
        if (state == UpdateState.IDLE || state == UpdateState.BRICKED) {
            throw new IllegalArgumentException("state: " + state + " (expected: one that a device has with a job)");
        }
        if (manifest.isEmpty() && state != UpdateState.OFFERED && !state.isFinal()) {
            throw new IllegalArgumentException("manifest: none in " + state + " (expected: one)");
        }
    }

    /** A job that the device has taken note of, and not looked at. */
    static UpgradeJob offered(Upgrade order) {
        return new UpgradeJob(
                order,
                Optional.empty(),
                UpdateState.OFFERED,
                UpdateCode.NONE,
                Checkpoint.START,
                Tries.NONE,
                0,
                false,
                false);
    }

    /** The image that it is about. Only of a job whose manifest has been looked at. */
    Manifest wanted() {
        return manifest.orElseThrow();
    }

    /** How much of the image is there: 0 to 100. */
    int percent() {
        if (manifest.isEmpty()) {
            return 0;
        }
        return (int)
                Math.min(PERCENT, checkpoint.bytes() * PERCENT / manifest.get().sizeBytes());
    }

    boolean isFor(String job) {
        return order.job().equals(job);
    }

    boolean isFor(String job, int attempt) {
        return isFor(job) && order.attempt() == attempt;
    }

    /** Whether the slots are being written, or the new image is proving itself. */
    boolean isPastCancel() {
        return !state.isCancelable() && !state.isFinal();
    }

    UpgradeJob in(UpdateState other) {
        return with(other, code, checkpoint, tries, 0);
    }

    UpgradeJob because(UpdateCode why) {
        return with(state, why, checkpoint, tries, nextTryAtMillis);
    }

    UpgradeJob at(Checkpoint other) {
        return with(state, code, other, tries, nextTryAtMillis);
    }

    UpgradeJob having(Tries other) {
        return with(state, code, checkpoint, other, nextTryAtMillis);
    }

    UpgradeJob waitingUntil(long millis) {
        return with(state, code, checkpoint, tries, millis);
    }

    UpgradeJob about(Manifest looked) {
        return new UpgradeJob(
                order, Optional.of(looked), state, code, checkpoint, tries, nextTryAtMillis, lineWasDown, acknowledged);
    }

    UpgradeJob from(String link) {
        return new UpgradeJob(
                order.withLink(link),
                manifest,
                state,
                code,
                checkpoint,
                tries,
                nextTryAtMillis,
                lineWasDown,
                acknowledged);
    }

    UpgradeJob withLineDown(boolean down) {
        return new UpgradeJob(order, manifest, state, code, checkpoint, tries, nextTryAtMillis, down, acknowledged);
    }

    UpgradeJob withAcknowledged(boolean known) {
        return new UpgradeJob(order, manifest, state, code, checkpoint, tries, nextTryAtMillis, lineWasDown, known);
    }

    /** The same, over. */
    UpgradeJob ended(UpdateState how, UpdateCode why) {
        return with(how, why, checkpoint.withoutHash(), tries, 0);
    }

    private UpgradeJob with(UpdateState other, UpdateCode why, Checkpoint where, Tries howOften, long nextTryAt) {
        return new UpgradeJob(order, manifest, other, why, where, howOften, nextTryAt, lineWasDown, acknowledged);
    }
}
