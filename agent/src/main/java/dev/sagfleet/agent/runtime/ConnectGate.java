package dev.sagfleet.agent.runtime;

/**
 * Lets so many agents of one event loop connect at a time, so that a fleet does not flood its controller.
 * Belongs to that event loop.
 */
public final class ConnectGate {
    private int free;

    public ConnectGate(int connectingMax) {
        if (connectingMax < 1) {
            throw new IllegalArgumentException("connectingMax: " + connectingMax + " (expected: >= 1)");
        }
        free = connectingMax;
    }

    boolean tryEnter() {
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    void leave() {
        free++;
    }
}
