package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.shaping.TrafficSource;

/**
 * What an agent is made of.
 *
 * @param state that its flash kept, or that it left the factory with
 * @param traffic what it carries as long as it forwards
 * @param backoff how long it waits before it connects again
 * @param delays how long it takes over what it does
 * @param chance what it draws at random
 */
public record AgentSetup(
        DeviceIdentity identity,
        DeviceKey key,
        DeviceState state,
        TrafficSource traffic,
        Backoff backoff,
        Delays delays,
        Chance chance) {}
