package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Flash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The flash of all devices of a fleet on virtual time. A device whose power fails while it writes holds what it held
 * before, or what it wrote, but nothing in between.
 */
public final class VirtualFlash implements Flash {
    private final VirtualTime time;
    private final Conditions conditions;
    private final Map<SerialNumber, DeviceState> kept = new LinkedHashMap<>();
    private final Map<SerialNumber, Write> latest = new LinkedHashMap<>();

    /** How writes go. */
    public interface Conditions {
        /** Every write is kept at once. */
        Conditions PERFECT = (serial, write) -> Outcome.KEPT_AT_ONCE;

        /**
         * What one write comes to.
         *
         * @param write how many the flash has been asked for before, over all devices
         */
        Outcome of(SerialNumber serial, long write);
    }

    /**
     * What a write comes to.
     *
     * @param nanos until it is kept, or has failed
     */
    public record Outcome(long nanos, boolean isKept) {
        private static final Outcome KEPT_AT_ONCE = new Outcome(0, true);
    }

    /** The latest write of a device that is not over yet. */
    private record Write(DeviceState state, CompletableFuture<SerialNumber> stage) {}

    private long writes;

    public VirtualFlash(VirtualTime time, Conditions conditions) {
        this.time = time;
        this.conditions = conditions;
    }

    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        Outcome outcome = conditions.of(serial, writes++);
        if (outcome.nanos() == 0 && outcome.isKept()) {
            kept.put(serial, state);
            return CompletableFuture.completedFuture(serial);
        }
        var write = new Write(state, new CompletableFuture<>());
        latest.put(serial, write);
        time.schedule(outcome.nanos(), () -> end(serial, write, outcome.isKept()));
        return write.stage();
    }

    private void end(SerialNumber serial, Write write, boolean isKept) {
        if (!latest.remove(serial, write)) {
            return; // the power has failed meanwhile
        }
        if (isKept) {
            kept.put(serial, write.state());
            write.stage().complete(serial);
        } else {
            write.stage().completeExceptionally(new IllegalStateException("the flash has failed"));
        }
    }

    /**
     * Lets the power of a device fail.
     *
     * @param isTorn whether what it is just writing is lost; otherwise it is kept, although the device never heard so
     */
    public void powerFails(SerialNumber serial, boolean isTorn) {
        Write write = latest.remove(serial);
        if (write != null && !isTorn) {
            kept.put(serial, write.state());
        }
    }

    /** What a device finds when it is switched on; nothing if it was never told anything. */
    public Optional<DeviceState> kept(SerialNumber serial) {
        return Optional.ofNullable(kept.get(serial));
    }
}
