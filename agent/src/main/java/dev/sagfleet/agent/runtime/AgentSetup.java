package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.shaping.TrafficSource;
import java.util.Optional;

/**
 * What an agent is made of.
 *
 * @param state that its flash kept, or that it left the factory with
 * @param traffic what it carries as long as it forwards
 * @param backoff how long it waits before it connects again
 * @param delays how long it takes over what it does
 * @param chance what it draws at random
 * @param firmware what its flash kept of that; absent if it was never told of an image
 * @param images how they get on on it
 */
public record AgentSetup(
        DeviceIdentity identity,
        DeviceKey key,
        DeviceState state,
        TrafficSource traffic,
        Backoff backoff,
        Delays delays,
        Chance chance,
        Optional<FirmwareState> firmware,
        ImageBehaviour images) {
    /** An agent that was never told of an image, and on which all are well. */
    public AgentSetup(
            DeviceIdentity identity,
            DeviceKey key,
            DeviceState state,
            TrafficSource traffic,
            Backoff backoff,
            Delays delays,
            Chance chance) {
        this(identity, key, state, traffic, backoff, delays, chance, Optional.empty(), ImageBehaviour.WELL);
    }
}
