package dev.sagfleet.simulator.simtest;

import java.util.List;
import java.util.function.LongFunction;

/** Worlds small enough for many of them, by their seeds: what each breaks. Loaded with each mutant. */
public class MutantWorlds implements LongFunction<List<String>> {
    private static final int INSTANCES = 5;
    private static final int MINUTES = 6;

    @Override
    public List<String> apply(long seed) {
        return SimWorld.run(options(seed), line -> {}).violations();
    }

    static SimOptions options(long seed) {
        return SimOptions.of(seed).withInstances(INSTANCES).withMinutes(MINUTES);
    }
}
