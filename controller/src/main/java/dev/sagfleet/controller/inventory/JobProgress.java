package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.util.Optional;

/**
 * How far an attempt of a job has come: the latest word of its device, or that of the controller where the device never
 * said anything.
 *
 * @param boot and {@code sequence}: where that word stands among the device's; both 0 if it is not the device's
 * @param state {@link UpdateState#IDLE} while nothing was heard
 * @param percent of the bytes of the image
 * @param running digest of the image that ran when it was said; absent if the device never said anything
 */
public record JobProgress(
        long boot, long sequence, UpdateState state, int percent, UpdateCode code, Optional<Digest> running) {
    /** That of an attempt of which the device has said nothing yet. */
    public static final JobProgress ORDERED =
            new JobProgress(0, 0, UpdateState.IDLE, 0, UpdateCode.NONE, Optional.empty());

    public JobProgress {
        requireNonNull(state, "state");
        requireNonNull(code, "code");
        requireNonNull(running, "running");
    }

    static JobProgress of(FirmwareProgress said) {
        return new JobProgress(
                said.boot(), said.sequence(), said.state(), said.percent(), said.code(), Optional.of(said.running()));
    }

    /** The end of an attempt that the device has said nothing about. */
    static JobProgress canceled(UpdateCode code) {
        return new JobProgress(0, 0, UpdateState.CANCELED, 0, code, Optional.empty());
    }

    /** Whether the device has ever said anything about the attempt. */
    public boolean isHeard() {
        return sequence > 0;
    }

    /**
     * Whether this, which is of the same attempt, takes the place of what was said before. What is older does not. An end
     * stands, but for two: one that only the controller has spoken of, and a commit that turned out wrong. Source:
     * firmware rules F18 and F19.
     */
    boolean follows(JobProgress before) {
        if (!before.isHeard()) {
            return true;
        }
        boolean isLater = boot == before.boot ? sequence > before.sequence : boot > before.boot;
        boolean isWrongCommit = before.state == UpdateState.COMMITTED
                && (state == UpdateState.ROLLED_BACK || !running.equals(before.running));
        return isLater && (!before.state.isFinal() || isWrongCommit);
    }

    /** Whether the device fell back since it did not find the controller. */
    public boolean missedTheController() {
        return state == UpdateState.ROLLED_BACK && code == UpdateCode.CONTROLLER_UNREACHABLE;
    }

    /** Whether it says the same, wherever it stands. */
    boolean saysAs(JobProgress other) {
        return state == other.state && percent == other.percent && code == other.code && running.equals(other.running);
    }
}
