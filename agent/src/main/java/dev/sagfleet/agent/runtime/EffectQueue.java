package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceEffect;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Runs effects in the order they come, and holds the rest back while one of them takes its time. */
final class EffectQueue {
    private final Queue<DeviceEffect> waiting = new ArrayDeque<>(2);
    private final DeviceEffect.World world;
    private boolean isHeld;
    private boolean isRunning;

    EffectQueue(DeviceEffect.World world) {
        this.world = world;
    }

    void add(List<DeviceEffect> effects) {
        waiting.addAll(effects);
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
        waiting.clear();
        isHeld = false;
    }

    private void run() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        try {
            while (!isHeld && !waiting.isEmpty()) {
                waiting.remove().runOn(world);
            }
        } finally {
            isRunning = false;
        }
    }
}
