package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.link.Line;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.timing.TimingWheel;

/**
 * What all agents of one event loop share; it belongs to that event loop.
 *
 * @param line to their controller
 * @param flash that keeps their states
 * @param gate that they pass to connect
 * @param timers that their owner turns some times a second
 * @param buckets of all of them
 */
public record AgentHost(Line line, Flash flash, ConnectGate gate, TimingWheel timers, TokenBuckets buckets) {}
