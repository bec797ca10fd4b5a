package dev.sagfleet.controller.memory;

import java.time.Duration;

/** How the commits of a store in memory go, as a disk would make them go. */
public interface CommitConditions {
    /** What the next commit comes to; asked for once for each group of changes, before its delay. */
    Commit next();

    /**
     * Whether a query is answered in the turn in which it is asked, and what a commit came to is told in the turn in which
     * it was made: where nobody crashes in between, that saves most of the turns.
     */
    default boolean areTurnsJoined() {
        return false;
    }

    /** Every commit takes so long and is kept, with as few turns as can be. For callers on the loop of the store. */
    static CommitConditions prompt(Duration delay) {
        CommitConditions steady = steady(delay);
        return new CommitConditions() {
            @Override
            public Commit next() {
                return steady.next();
            }

            @Override
            public boolean areTurnsJoined() {
                return true;
            }
        };
    }

    /** Every commit takes so long and is kept. */
    static CommitConditions steady(Duration delay) {
        Commit kept = new Commit(delay, Ending.KEPT);
        return () -> kept;
    }

    /**
     * One commit.
     *
     * @param delay until it is durable, or has failed; zero or more
     */
    record Commit(Duration delay, Ending ending) {
        public Commit {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("delay: " + delay + " (expected: not negative)");
            }
        }
    }

    /** What becomes of a group of changes. */
    enum Ending {
        /** All of them are durable at once. */
        KEPT,
        /** None is kept, since there is no room. */
        OUT_OF_SPACE,
        /** None is kept. */
        FAILED
    }
}
