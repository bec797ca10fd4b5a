package dev.sagfleet.controller.memory;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Work that takes its time, one piece in a task of a loop, so that whatever else waits there goes between two of them.
 * Belongs to that loop.
 */
final class Turns {
    private final Consumer<Runnable> later;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean isTaken;

    /** @param later has a task run after all that the loop was told before */
    Turns(Consumer<Runnable> later) {
        this.later = later;
    }

    /** Does a piece now, or after those that wait. It must not throw. */
    void take(Runnable piece) {
        if (isTaken) {
            waiting.add(piece);
        } else {
            run(piece);
        }
    }

    private void run(Runnable piece) {
        isTaken = true;
        piece.run();
        later.accept(this::runNext);
    }

    private void runNext() {
        Runnable next = waiting.poll();
        if (next == null) {
            isTaken = false;
        } else {
            run(next);
        }
    }

    /** Forgets what waits. */
    void clear() {
        waiting.clear();
    }
}
