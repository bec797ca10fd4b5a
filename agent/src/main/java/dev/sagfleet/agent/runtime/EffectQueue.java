package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceEffect;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Runs effects in the order they come, and holds the rest back while one of them takes its time. */
final class EffectQueue {
    private final DeviceEffect.Handler handler;

    /** Nothing most of the time, and then it takes no room. */
    private @Nullable Queue<DeviceEffect> waiting;

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

    /** Lets no further effect run until {@link #release}. */
    void hold() {
        isHeld = true;
    }

    void release() {
        isHeld = false;
        run();
    }

    /** Forgets what is waiting. */
    void clear() {
        waiting = null;
        isHeld = false;
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
