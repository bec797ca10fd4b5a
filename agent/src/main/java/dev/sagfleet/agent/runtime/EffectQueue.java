package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.timing.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs effects in the order they come, and holds the rest back while one of them takes its time. */
final class EffectQueue {
    /** The effects of the latest step, most of the time, and how many of them have run. */
    private List<Runnable> effects = List.of();

    private int begun;
    private int holds;
    private boolean isHeld;
    private boolean isRunning;

    void add(List<Runnable> others) {
        if (begun == effects.size()) {
            effects = others;
        } else {
            List<Runnable> waiting = new ArrayList<>(effects.subList(begun, effects.size()));
            waiting.addAll(others);
            effects = waiting;
        }
        begun = 0;
        run();
    }

    /**
     * Lets no further effect run until a stage is over, and nothing come of that stage if all is forgotten before.
     *
     * @param loop that effects run on
     * @param over told there how the stage ended, and before the next effect runs
     */
    void holdWhile(CompletionStage<?> stage, Loop loop, Consumer<@Nullable Throwable> over) {
        isHeld = true;
        int hold = ++holds;
        stage.whenComplete((outcome, failure) -> loop.run(() -> {
            if (isHeld && hold == holds) {
                isHeld = false;
                over.accept(failure);
                run();
            }
        }));
    }

    /** Forgets what is waiting, and what it waits for. */
    void clear() {
        effects = List.of();
        begun = 0;
        isHeld = false;
        holds++;
    }

    private void run() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        try {
            while (!isHeld && begun < effects.size()) {
                effects.get(begun++).run();
            }
            if (begun == effects.size()) {
                effects = List.of();
                begun = 0;
            }
        } finally {
            isRunning = false;
        }
    }
}
