package dev.sagfleet.controller.memory;

import org.jspecify.annotations.Nullable;

/** What leads to rows of a table otherwise than by their keys. The table keeps it as it is itself. */
interface Index<R> {
    /** One row is in the place of another one with the same key; of nothing, if it is added or removed. */
    void replace(@Nullable R before, @Nullable R after);

    /** Empties it, which can be undone. */
    void clear(UndoLog undo);
}
