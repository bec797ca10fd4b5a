package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.agent.runtime.AgentKeys;

/** Whether the controller has refused the key of a device since any device of the fleet was in session. */
final class RefusedKeys implements AgentKeys {
    private boolean isAny;

    @Override
    public void refused(Agent agent) {
        isAny = true;
    }

    /** @param isAnyOnline whether a device is in session now, so that the controller knows the fleet */
    boolean judge(boolean isAnyOnline) {
        isAny = isAny && !isAnyOnline;
        return isAny;
    }
}
