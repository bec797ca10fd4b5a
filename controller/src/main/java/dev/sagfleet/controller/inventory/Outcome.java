package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/**
 * What a change of the inventory came to, from the rules that made it to the response of the call.
 *
 * @param value what the caller wants to know of it
 * @param pending what devices were told by it and have yet to answer
 * @param restorations what takes it back if one of them refuses; empty if none can
 * @param after what is to be run once it is committed
 */
public record Outcome<T>(T value, List<PendingChange> pending, List<Restoration> restorations, Runnable after) {
    public Outcome {
        requireNonNull(value, "value");
        requireNonNull(after, "after");
        pending = List.copyOf(pending);
        restorations = List.copyOf(restorations);
    }

    /** A change after which nothing is to be run. */
    public Outcome(T value, List<PendingChange> pending, List<Restoration> restorations) {
        this(value, pending, restorations, RolloutListener.NOTHING);
    }

    /** A change that no device has anything to do with. */
    public static <T> Outcome<T> withoutDevices(T value) {
        return new Outcome<>(value, List.of(), List.of());
    }

    /** The same change, told otherwise. */
    public <R> Outcome<R> map(Function<? super T, R> view) {
        return new Outcome<>(view.apply(value), pending, restorations, after);
    }

    /**
     * Takes the change back, since a device has refused it: of each instance what nothing later has changed.
     *
     * @param commandId names the way back on its way to the devices
     */
    public void takeBack(Transaction transaction, String commandId) {
        restorations.forEach(restoration -> restoration.run(transaction, pending, commandId));
    }
}
