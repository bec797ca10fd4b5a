package dev.sagfleet.simulator.simtest;

import dev.sagfleet.simulator.virtual.Journal;
import dev.sagfleet.simulator.virtual.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is told of one world: its journal, what it came across, and which invariants it broke. */
final class Story {
    /** After so many there is nothing to be learnt from more. */
    private static final int VIOLATIONS_MAX = 20;

    private final Journal journal;
    private final Coverage coverage = new Coverage();
    private final List<String> violations = new ArrayList<>();

    Story(VirtualTime time, Consumer<String> reader) {
        journal = new Journal(time, reader);
    }

    void tell(String what) {
        journal.add(what);
    }

    /** Tells something, and counts it. */
    void count(String group, String name, String what) {
        coverage.count(group, name);
        journal.add(what);
    }

    void count(String group, String name) {
        coverage.count(group, name);
    }

    /** An invariant does not hold. */
    void violated(String invariant, String how) {
        if (violations.size() < VIOLATIONS_MAX) {
            violations.add(invariant + ": " + how);
            journal.add("VIOLATED " + invariant + ": " + how);
        }
    }

    boolean isBroken() {
        return !violations.isEmpty();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    Coverage coverage() {
        return coverage;
    }

    Journal journal() {
        return journal;
    }
}
