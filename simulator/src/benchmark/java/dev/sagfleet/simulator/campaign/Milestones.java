package dev.sagfleet.simulator.campaign;

import java.util.OptionalDouble;

/** When so much of a rollout was done. */
final class Milestones {
    private static final int[] PERCENT = {50, 95, 100};

    private final double[] seconds = new double[PERCENT.length];
    private int reached;

    /** Takes in how far it is. */
    void look(Sight sight, double atSeconds) {
        while (reached < PERCENT.length && (long) sight.resolved() * 100 >= (long) sight.members() * PERCENT[reached]) {
            seconds[reached++] = atSeconds;
        }
    }

    /** When at least that was done; empty if it was not. */
    OptionalDouble of(int percent) {
        for (int i = 0; i < reached; i++) {
            if (PERCENT[i] == percent) {
                return OptionalDouble.of(seconds[i]);
            }
        }
        return OptionalDouble.empty();
    }
}
