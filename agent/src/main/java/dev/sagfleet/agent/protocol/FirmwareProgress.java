package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * How far a device is with a job. What is later by (attempt, boot, sequence) counts; a final state is said again until
 * the controller has recorded it. Source: firmware rules F19 and F20.
 *
 * @param job 1 to 64 characters
 * @param boot how often the device has booted, counted by itself; 0 or more
 * @param sequence of what it says about this job in this boot, from 1
 * @param percent of the bytes of the image; 0 to 100
 * @param code why a state is as it is; {@link UpdateCode#NONE} if there is nothing to say
 * @param running digest of the image that runs
 */
public record FirmwareProgress(
        String job,
        int attempt,
        long boot,
        long sequence,
        UpdateState state,
        int percent,
        UpdateCode code,
        Digest running)
        implements UplinkMessage {
    private static final int PERCENT_MAX = 100;

    public FirmwareProgress {
        Upgrade.requireJob(job, attempt);
        requireNonNull(state, "state");
        requireNonNull(code, "code");
        requireNonNull(running, "running");
        if (boot < 0 || sequence < 1) {
            throw new IllegalArgumentException(
                    "boot, sequence: " + boot + ", " + sequence + " (expected: >= 0, and >= 1)");
        }
        if (percent < 0 || percent > PERCENT_MAX) {
            throw new IllegalArgumentException("percent: " + percent + " (expected: 0 to " + PERCENT_MAX + ')');
        }
        if (state == UpdateState.IDLE || state == UpdateState.BRICKED) {
            throw new IllegalArgumentException("state: " + state + " (expected: one that a device has with a job)");
        }
    }

    /** Whether this was said after the other, of the same job. */
    public boolean isAfter(FirmwareProgress other) {
        if (attempt != other.attempt) {
            return attempt > other.attempt;
        }
        return boot == other.boot ? sequence > other.sequence : boot > other.boot;
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onFirmwareProgress(this);
    }
}
