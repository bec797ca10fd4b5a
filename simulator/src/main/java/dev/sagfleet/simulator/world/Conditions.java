package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fleet.Blueprint;
import java.util.Optional;

/**
 * What a fleet runs under. It belongs to the run and not to the fleet: the next run may have others.
 *
 * @param transport that carries the devices' connections
 * @param backoff how long a device waits before it connects again
 * @param delays how long devices take where the fleet's file does not say it; empty if nothing takes any
 *     time, whatever the file says
 */
public record Conditions(Transport transport, Backoff backoff, Optional<DelayTable> delays) {
    public static final Conditions DEFAULT = new Conditions(Transport.TCP, Backoff.DEFAULT, Optional.empty());

    public Conditions withTransport(Transport other) {
        return new Conditions(other, backoff, delays);
    }

    public Conditions withBackoff(Backoff other) {
        return new Conditions(transport, other, delays);
    }

    public Conditions withDelays(Optional<DelayTable> other) {
        return new Conditions(transport, backoff, other);
    }

    /** How long the devices of a fleet take under these conditions. */
    DelayTable delaysOf(Blueprint blueprint) {
        return delays.map(table -> table.refinedBy(blueprint.delays())).orElse(DelayTable.NONE);
    }
}
