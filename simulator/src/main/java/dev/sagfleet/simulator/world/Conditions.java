package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.link.Backoff;

/**
 * What a fleet runs under. It belongs to the run and not to the fleet: the next run may have others.
 *
 * @param transport that carries the devices' connections
 * @param backoff how long a device waits before it connects again
 */
public record Conditions(Transport transport, Backoff backoff) {
    public static final Conditions DEFAULT = new Conditions(Transport.TCP, Backoff.DEFAULT);

    public Conditions withTransport(Transport other) {
        return new Conditions(other, backoff);
    }

    public Conditions withBackoff(Backoff other) {
        return new Conditions(transport, other);
    }
}
