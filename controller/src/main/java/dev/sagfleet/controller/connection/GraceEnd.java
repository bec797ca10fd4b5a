package dev.sagfleet.controller.connection;

import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.Transaction;
import java.time.InstantSource;
import java.util.List;

/** The end of the grace period after a start, as a record that is the number of that start. */
record GraceEnd(RolloutListener rollouts, InstantSource clock) implements RecordKind<Long, List<Runnable>> {
    @Override
    public Object key(Long incarnation) {
        return incarnation;
    }

    @Override
    public Long merge(Long earlier, Long later) {
        return later;
    }

    @Override
    public List<Runnable> write(Transaction transaction, Long incarnation) {
        return Connections.endGracePeriod(transaction, incarnation).stream()
                .map(absent -> rollouts.disconnected(transaction, absent, clock.millis()))
                .filter(after -> after != RolloutListener.NOTHING)
                .toList();
    }

    @Override
    public void written(Long incarnation, List<Runnable> after) {
        after.forEach(Runnable::run);
    }

    @Override
    public void turnedAway(List<Long> incarnations, Throwable cause) {}
}
