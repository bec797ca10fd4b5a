package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceEffect;
import dev.sagfleet.agent.timing.Loop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs effects in the order they come, and holds the rest back while one of them takes its time. */
final class EffectQueue {
    private final DeviceEffect.Handler handler;

    /** Nothing most of the time, and then it takes no room. */
    private @Nullable Queue<DeviceEffect> waiting;

    private int holds;
    private boolean isHeld;
    private boolean isRunning;

    EffectQueue(DeviceEffect.Handler handler) {
        this.handler = handler;
    }

    void add(List<DeviceEffect> effects) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(effects);
        } else {
            waiting.addAll(effects);
        }
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
        waiting = null;
        isHeld = false;
        holds++;
    }

    private void run() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        try {
            while (!isHeld && waiting != null) {
                DeviceEffect next = waiting.poll();
                if (next == null) {
                    waiting = null;
                } else {
                    next.runOn(handler);
                }
            }
        } finally {
            isRunning = false;
        }
    }
}
