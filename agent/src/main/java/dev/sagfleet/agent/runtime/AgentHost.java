package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.link.Connector;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.timing.TimingWheel;

/**
 * What all agents of one event loop share; it belongs to that event loop.
 *
 * @param connector to their controller
 * @param flash that keeps their states
 * @param gate that they pass to connect
 * @param timers that their owner turns some times a second
 * @param buckets of all of them
 * @param keys that they connect with
 */
public record AgentHost(
        Connector connector, Flash flash, ConnectGate gate, TimingWheel timers, TokenBuckets buckets, AgentKeys keys) {

    /** A host of agents that keep the keys that they were set up with. */
    public AgentHost(Connector connector, Flash flash, ConnectGate gate, TimingWheel timers, TokenBuckets buckets) {
        this(connector, flash, gate, timers, buckets, AgentKeys.LASTING);
    }
}
