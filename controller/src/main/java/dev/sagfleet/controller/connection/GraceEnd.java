package dev.sagfleet.controller.connection;

import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.Transaction;
import java.util.List;

/** The end of the grace period after a start, as a record that is the number of that start. */
record GraceEnd() implements RecordKind<Long, Long> {
    @Override
    public Object key(Long incarnation) {
        return incarnation;
    }

    @Override
    public Long merge(Long earlier, Long later) {
        return later;
    }

    @Override
    public Long write(Transaction transaction, Long incarnation) {
        Connections.endGracePeriod(transaction, incarnation);
        return incarnation;
    }

    @Override
    public void written(Long incarnation, Long same) {}

    @Override
    public void turnedAway(List<Long> incarnations, Throwable cause) {}
}
