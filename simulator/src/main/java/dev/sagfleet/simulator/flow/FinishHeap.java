package dev.sagfleet.simulator.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be over, the soonest first, and of what is over at the same time what was put in first. Keys are compared by
 * their difference, so that they may pass the largest long as long as they lie within half of its range. A change costs
 * the logarithm of how many there are.
 */
final class FinishHeap<T extends FinishHeap.Node> {
    private final List<T> nodes = new ArrayList<>();
    private long puts;

    /** One of those, in at most one heap at a time. */
    abstract static class Node {
        private long finish;
        private long put;
        private int position = -1;

        /** The key that it was put in with. */
        final long finish() {
            return finish;
        }

        private boolean isBefore(Node other) {
            long apart = finish - other.finish;
            return apart < 0 || (apart == 0 && put < other.put);
        }
    }

    int size() {
        return nodes.size();
    }

    @Nullable
    T first() {
        return nodes.isEmpty() ? null : nodes.get(0);
    }

    /** Puts one in, or gives another key to one that is in. */
    void put(T node, long finish) {
        Node entry = node;
        if (entry.position < 0) {
            entry.put = puts++;
            entry.position = nodes.size();
            nodes.add(node);
        }
        entry.finish = finish;
        settle(node);
    }

    /** Takes one out, if it is in. */
    void remove(T node) {
        Node entry = node;
        int position = entry.position;
        if (position < 0) {
            return;
        }
        entry.position = -1;
        T last = nodes.remove(nodes.size() - 1);
        if (last != node) {
            place(last, position);
            settle(last);
        }
    }

    private void settle(T node) {
        int position = ((Node) node).position;
        while (position > 0 && ((Node) node).isBefore(nodes.get((position - 1) / 2))) {
            place(nodes.get((position - 1) / 2), position);
            position = (position - 1) / 2;
        }
        while (2 * position + 1 < nodes.size()) {
            int child = 2 * position + 1;
            if (child + 1 < nodes.size() && ((Node) nodes.get(child + 1)).isBefore(nodes.get(child))) {
                child++;
            }
            if (!((Node) nodes.get(child)).isBefore(node)) {
                break;
            }
            place(nodes.get(child), position);
            position = child;
        }
        place(node, position);
    }

    private void place(T node, int position) {
        nodes.set(position, node);
        ((Node) node).position = position;
    }
}
