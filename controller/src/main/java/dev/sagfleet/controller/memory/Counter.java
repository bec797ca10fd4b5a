package dev.sagfleet.controller.memory;

/** A number that only grows, but for a change that is undone. */
final class Counter {
    private final UndoLog undo;
    private long value;

    Counter(UndoLog undo) {
        this.undo = undo;
    }

    long value() {
        return value;
    }

    /** Counts one more and returns the new number; 1 at first. */
    long next() {
        raise(value + 1);
        return value;
    }

    /** Brings the number up to this one, unless it is there already. */
    void raise(long other) {
        long before = value;
        if (other > before) {
            value = other;
            undo.note(() -> value = before);
        }
    }
}
