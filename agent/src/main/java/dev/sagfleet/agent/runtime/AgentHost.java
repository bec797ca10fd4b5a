package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.agent.timing.Timers;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * What all agents of one loop share; it belongs to that loop.
 *
 * @param loop that they run on
 * @param links to their controller
 * @param flash that keeps their states
 * @param gate that they pass to connect
 * @param timers of that loop
 * @param buckets of all of them
 * @param keys that they connect with
 * @param flashFailures in their log
 * @param firmware what they need to be upgraded; without it they know no upgrades, and say so
 */
public record AgentHost(
        Loop loop,
        DeviceLinks links,
        Flash flash,
        ConnectGate gate,
        Timers timers,
        TokenBuckets buckets,
        AgentKeys keys,
        RepeatedFailure flashFailures,
        Optional<FirmwarePorts> firmware) {
    /** A host whose log has failures of the flash, however many there are. */
    public AgentHost(
            Loop loop,
            DeviceLinks links,
            Flash flash,
            ConnectGate gate,
            Timers timers,
            TokenBuckets buckets,
            AgentKeys keys,
            Optional<FirmwarePorts> firmware) {
        this(
                loop,
                links,
                flash,
                gate,
                timers,
                buckets,
                keys,
                new RepeatedFailure(LoggerFactory.getLogger(Agent.class), loop::nanoTime),
                firmware);
    }

    /** A host of agents that keep the keys that they were set up with, and know no upgrades. */
    public AgentHost(Loop loop, DeviceLinks links, Flash flash, ConnectGate gate, Timers timers, TokenBuckets buckets) {
        this(loop, links, flash, gate, timers, buckets, AgentKeys.LASTING, Optional.empty());
    }
}
