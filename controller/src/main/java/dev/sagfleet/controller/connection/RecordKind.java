package dev.sagfleet.controller.connection;

import dev.sagfleet.controller.inventory.Transaction;
import java.util.List;

/**
 * One kind of what sessions have to record.
 *
 * @param <R> a record
 * @param <O> what comes of it in the store
 */
interface RecordKind<R, O> {
    /** What a record is about: of two with the same key that wait, {@link #merge} makes one. */
    Object key(R record);

    /** One record that says what these two say, one after the other. */
    R merge(R earlier, R later);

    /** Whether there is still somebody to record it for. */
    default boolean isWanted(R record) {
        return true;
    }

    /** Makes a record part of a change; under the same rules as a change of the store. */
    O write(Transaction transaction, R record);

    /** Told once a record is durable, and before any later change is. */
    void written(R record, O outcome);

    /**
     * Whether records that the store has failed to keep are kept here and tried again. If not, all that wait are
     * turned away.
     */
    default boolean isKeptMeanwhile() {
        return true;
    }

    /** Records that are not tried again: the rules failed on this one, or the store on this and what was behind it. */
    void turnedAway(List<R> records, Throwable cause);
}
