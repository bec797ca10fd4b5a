package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.protocol.DeviceKey;

/** Which keys agents connect with. Called on their loop. */
public interface AgentKeys {
    /** Each agent keeps the key that it was set up with, whatever the controller says. */
    AgentKeys LASTING = new AgentKeys() {};

    /** The key of an agent that is about to connect. */
    default DeviceKey of(AgentSetup setup) {
        return setup.key();
    }

    /** The controller has not let an agent in with its key; the agent tries again by itself. */
    default void refused(Agent agent) {}
}
