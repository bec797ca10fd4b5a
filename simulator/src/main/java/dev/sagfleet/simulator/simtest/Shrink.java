package dev.sagfleet.simulator.simtest;

import dev.sagfleet.simulator.fault.FaultKind;
import java.util.Optional;
import java.util.function.Function;

/** Makes a world that breaks an invariant smaller, as long as the smaller one breaks the same one. */
public final class Shrink {
    private final Function<SimOptions, SimResult> runner;
    private final String invariant;
    private SimResult smallest;

    private Shrink(SimResult broken, Function<SimOptions, SimResult> runner) {
        this.runner = runner;
        smallest = broken;
        invariant = invariant(broken);
    }

    /**
     * The smallest world that is found by leaving out one kind of fault after the other, and then halving the instances
     * and the time.
     *
     * @param broken breaks an invariant
     */
    public static SimResult of(SimResult broken) {
        return of(broken, options -> SimWorld.run(options, line -> {}));
    }

    /** Likewise; {@code runner} runs a world. */
    static SimResult of(SimResult broken, Function<SimOptions, SimResult> runner) {
        return new Shrink(broken, runner).shrunk();
    }

    private static String invariant(SimResult broken) {
        String first = broken.violations().get(0);
        return first.substring(0, first.indexOf(':'));
    }

    private SimResult shrunk() {
        for (FaultKind kind : FaultKind.values()) {
            SimOptions options = smallest.options();
            if (options.faults().of(kind) > 0) {
                tryOut(options.withFaults(options.faults().with(kind, 0)));
            }
        }
        while (half(smallest.options().instances())
                .map(smallest.options()::withInstances)
                .filter(this::tryOut)
                .isPresent()) {
            // Until the half breaks nothing, or there is one.
        }
        while (half(smallest.options().minutes())
                .map(smallest.options()::withMinutes)
                .filter(this::tryOut)
                .isPresent()) {
            // Likewise.
        }
        return smallest;
    }

    private static Optional<Integer> half(int number) {
        return number > 1 ? Optional.of(number / 2) : Optional.empty();
    }

    private boolean tryOut(SimOptions options) {
        SimResult result = runner.apply(options);
        boolean breaksTheSame = result.isBroken() && invariant(result).equals(invariant);
        if (breaksTheSame) {
            smallest = result;
        }
        return breaksTheSame;
    }
}
