package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.connection.Presences.Kept;
import dev.sagfleet.controller.connection.Presences.Shown;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What devices show of themselves after they were let in. There is no more of it than one record a device. */
record Presences(Events events, RolloutListener rollouts, InstantSource clock) implements RecordKind<Shown, Kept> {
    /** Whether a device accelerates, with the firmware that it runs. */
    record Acceleration(FirmwareVersion firmware, boolean suspended) {}

    /**
     * The latest of one session.
     *
     * @param acceleration if it said anything of it
     * @param hasLeft whether the session has ended
     */
    record Shown(SerialNumber serial, long epoch, Optional<Acceleration> acceleration, boolean hasLeft) {
        static Shown accelerating(SerialNumber serial, long epoch, FirmwareVersion firmware, boolean suspended) {
            return new Shown(serial, epoch, Optional.of(new Acceleration(firmware, suspended)), false);
        }

        static Shown left(SerialNumber serial, long epoch) {
            return new Shown(serial, epoch, Optional.empty(), true);
        }
    }

    /**
     * What of it was news.
     *
     * @param after what rollouts have to do once it is on record
     */
    record Kept(Optional<Acceleration> acceleration, boolean hasLeft, Runnable after) {}

    @Override
    public Object key(Shown shown) {
        return shown.serial();
    }

    /** With a later session nothing of the earlier one matters any more. */
    @Override
    public Shown merge(Shown earlier, Shown later) {
        if (earlier.epoch() != later.epoch()) {
            return earlier.epoch() > later.epoch() ? earlier : later;
        }
        return new Shown(
                later.serial(),
                later.epoch(),
                later.acceleration().or(earlier::acceleration),
                earlier.hasLeft() || later.hasLeft());
    }

    @Override
    public Kept write(Transaction transaction, Shown shown) {
        Optional<Acceleration> changed = shown.acceleration()
                .filter(now -> Connections.accelerationChanged(
                        transaction, shown.serial(), shown.epoch(), now.firmware(), now.suspended()));
        boolean hasLeft = shown.hasLeft() && Connections.left(transaction, shown.serial(), shown.epoch());
        Runnable after =
                hasLeft ? rollouts.disconnected(transaction, shown.serial(), clock.millis()) : RolloutListener.NOTHING;
        return new Kept(changed, hasLeft, after);
    }

    @Override
    public void written(Shown shown, Kept kept) {
        kept.acceleration()
                .ifPresent(now -> events.publish(
                        new ControllerEvent.AccelerationChanged(shown.serial(), now.firmware(), now.suspended())));
        if (kept.hasLeft()) {
            events.publish(new ControllerEvent.Offline(shown.serial(), shown.epoch()));
        }
        kept.after().run();
    }

    /** The log says it; nobody can do better. */
    @Override
    public void turnedAway(List<Shown> shown, Throwable cause) {}
}
