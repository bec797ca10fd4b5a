package dev.sagfleet.controller.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** What takes back the change that is being made, step by step; empty between changes. */
final class UndoLog {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Says how a step that was just made is taken back. */
    void note(Runnable undoing) {
        steps.push(undoing);
    }

    int size() {
        return steps.size();
    }

    /** Takes all steps back, the last one first. */
    void undo() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }

    /** Lets the change stand. */
    void keep() {
        steps.clear();
    }
}
