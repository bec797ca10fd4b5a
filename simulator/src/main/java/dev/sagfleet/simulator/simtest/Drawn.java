package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.simulator.time.Seed;
import java.util.concurrent.CompletionStage;

/** What somebody does next, drawn from a seed. */
interface Drawn {
    /**
     * One thing that is done.
     *
     * @param what for people
     */
    record Deed(String name, String what, CompletionStage<?> end) {}

    /** Begins what is next. */
    Deed next(ControllerCore core, Seed seed, String requestId);
}
