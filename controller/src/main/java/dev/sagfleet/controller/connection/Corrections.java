package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.connection.Corrections.Absent;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Devices that are marked online and have no session: they have left, and nobody has written it down. */
record Corrections(
        Events events, SessionRegistry sessions, RolloutListener rollouts, InstantSource clock, RepeatedFailure log)
        implements RecordKind<Absent, Optional<Runnable>> {
    /** @param epoch of the session that is over */
    record Absent(SerialNumber serial, long epoch) {}

    @Override
    public Object key(Absent absent) {
        return absent.serial();
    }

    @Override
    public Absent merge(Absent earlier, Absent later) {
        return later;
    }

    /**
     * Within the change it is certain: a session is in the registry before the change after its admission is made, and
     * an admission within the same one has another epoch.
     */
    @Override
    public Optional<Runnable> write(Transaction transaction, Absent absent) {
        boolean hasLeft = sessions.epoch(absent.serial()) != absent.epoch()
                && Connections.left(transaction, absent.serial(), absent.epoch());
        return hasLeft
                ? Optional.of(rollouts.disconnected(transaction, absent.serial(), clock.millis()))
                : Optional.empty();
    }

    @Override
    public void written(Absent absent, Optional<Runnable> left) {
        if (left.isPresent()) {
            log.report("was marked online without a session: serial=" + absent.serial() + " epoch=" + absent.epoch());
            events.publish(new ControllerEvent.Offline(absent.serial(), absent.epoch()));
            left.get().run();
        }
    }

    /** If it is still so, it is found again. */
    @Override
    public boolean isKeptMeanwhile() {
        return false;
    }

    @Override
    public void turnedAway(List<Absent> absent, Throwable cause) {}
}
