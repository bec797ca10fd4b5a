package dev.sagfleet.agent.runtime;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets so many agents of one loop be on their way into a session at a time, the others in the order they came,
 * so that a fleet connects as fast as its controller lets devices in, and no faster. Belongs to that loop.
 */
public final class ConnectGate {
    private final Queue<Agent> waiting = new ArrayDeque<>();
    private int free;

    public ConnectGate(int connectingMax) {
        if (connectingMax < 1) {
            throw new IllegalArgumentException("connectingMax: " + connectingMax + " (expected: >= 1)");
        }
        free = connectingMax;
    }

    /** Lets an agent in, now or when it is its turn; {@link Agent#enter} says whether it still wants to. */
    void queue(Agent agent) {
        waiting.add(agent);
        admit();
    }

    void leave() {
        free++;
        admit();
    }

    private void admit() {
        while (free > 0 && !waiting.isEmpty()) {
            if (waiting.remove().enter()) {
                free--;
            }
        }
    }
}
