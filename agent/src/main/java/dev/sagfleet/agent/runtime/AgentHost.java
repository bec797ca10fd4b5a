package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.link.Connector;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.agent.timing.TimingWheel;
import org.slf4j.LoggerFactory;

/**
 * What all agents of one event loop share; it belongs to that event loop.
 *
 * @param connector to their controller
 * @param flash that keeps their states
 * @param gate that they pass to connect
 * @param timers that their owner turns some times a second
 * @param buckets of all of them
 * @param keys that they connect with
 * @param flashFailures in their log
 */
public record AgentHost(
        Connector connector,
        Flash flash,
        ConnectGate gate,
        TimingWheel timers,
        TokenBuckets buckets,
        AgentKeys keys,
        RepeatedFailure flashFailures) {
    public AgentHost(
            Connector connector,
            Flash flash,
            ConnectGate gate,
            TimingWheel timers,
            TokenBuckets buckets,
            AgentKeys keys) {
        this(
                connector,
                flash,
                gate,
                timers,
                buckets,
                keys,
                new RepeatedFailure(
                        LoggerFactory.getLogger(Agent.class),
                        () -> connector.loop().ticker().nanoTime()));
    }

    /** A host of agents that keep the keys that they were set up with. */
    public AgentHost(Connector connector, Flash flash, ConnectGate gate, TimingWheel timers, TokenBuckets buckets) {
        this(connector, flash, gate, timers, buckets, AgentKeys.LASTING);
    }
}
