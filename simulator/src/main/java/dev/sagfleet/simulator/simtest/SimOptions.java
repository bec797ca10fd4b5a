package dev.sagfleet.simulator.simtest;

import dev.sagfleet.simulator.fault.FaultRates;

/**
 * What one world is made from: the same options make the same world, event by event.
 *
 * @param seed that everything which is drawn depends on
 * @param instances how many there are
 * @param minutes of virtual time in which clients call and faults come about; peace follows
 * @param faults how probable they are
 */
public record SimOptions(long seed, int instances, int minutes, FaultRates faults) {
    public static final int INSTANCES_DEFAULT = 8;
    public static final int INSTANCES_MAX = 1_000;
    public static final int MINUTES_DEFAULT = 20;
    public static final int MINUTES_MAX = 100_000;

    public SimOptions {
        requireWithin("instances", instances, INSTANCES_MAX);
        requireWithin("minutes", minutes, MINUTES_MAX);
    }

    private static void requireWithin(String name, int found, int most) {
        if (found < 1 || found > most) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: 1 to " + most + ')');
        }
    }

    /** A world of the usual size with all faults. */
    public static SimOptions of(long seed) {
        return new SimOptions(seed, INSTANCES_DEFAULT, MINUTES_DEFAULT, FaultRates.typical());
    }

    public SimOptions withSeed(long other) {
        return new SimOptions(other, instances, minutes, faults);
    }

    public SimOptions withInstances(int other) {
        return new SimOptions(seed, other, minutes, faults);
    }

    public SimOptions withMinutes(int other) {
        return new SimOptions(seed, instances, other, faults);
    }

    public SimOptions withFaults(FaultRates other) {
        return new SimOptions(seed, instances, minutes, other);
    }

    /** The command that runs this world and tells its story. */
    public String command() {
        return "./sag simtest --seed " + seed + " --instances " + instances + " --minutes " + minutes + " --faults "
                + faults + " --trace";
    }
}
