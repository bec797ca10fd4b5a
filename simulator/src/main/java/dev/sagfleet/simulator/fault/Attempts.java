package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.protocol.Upgrade;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that a device is at, and the one before: a device that loses its power just when it is told of an attempt
 * knows of the one before again, and is told once more.
 */
final class Attempts {
    private @Nullable Attempt latest;
    private @Nullable Attempt before;

    @Nullable
    Attempt latest() {
        return latest;
    }

    @Nullable
    Attempt find(Upgrade order) {
        if (latest != null && latest.isOf(order)) {
            return latest;
        }
        return before != null && before.isOf(order) ? before : null;
    }

    /** It is at this one from now on. */
    void takeUp(Attempt attempt) {
        if (attempt != latest) {
            before = latest;
            latest = attempt;
        }
    }
}
