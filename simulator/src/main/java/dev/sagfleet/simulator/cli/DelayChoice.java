package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.delay.TypicalDelays;
import java.util.Optional;

/** How long the devices of a run take, as a flag says it. */
enum DelayChoice {
    /** As the fleet file says, and as devices like these may well take where it does not. */
    TYPICAL,
    /** No time at all, so that it can be told whether something depends on it. */
    NONE;

    Optional<DelayTable> table() {
        return this == NONE ? Optional.empty() : Optional.of(TypicalDelays.TABLE);
    }
}
