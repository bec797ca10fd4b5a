package dev.sagfleet.agent.standalone;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.shaping.TrafficCounters;

/**
 * How an agent stands at a moment.
 *
 * @param nanos when, on a clock that only tells intervals
 * @param isOnline whether it is in session with its controller
 * @param state what the device knows and holds
 * @param counters what it has carried since boot
 * @param connections that are relayed now
 */
public record AgentStatus(long nanos, boolean isOnline, DeviceState state, TrafficCounters counters, int connections) {}
