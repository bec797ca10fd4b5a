package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fault.UpgradeFaults;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import java.util.Optional;

/**
 * What a fleet runs under. It belongs to the run and not to the fleet: the next run may have others.
 *
 * @param transport that carries the devices' connections
 * @param backoff how long a device waits before it connects again
 * @param delays how long devices take where the fleet's file does not say it; empty if nothing takes any
 *     time, whatever the file says
 * @param faults of upgrades, in place of those of the fleet's file; empty if those hold
 */
public record Conditions(
        Transport transport, Backoff backoff, Optional<DelayTable> delays, Optional<UpgradeFaultsFile> faults) {
    public static final Conditions DEFAULT =
            new Conditions(Transport.TCP, Backoff.DEFAULT, Optional.empty(), Optional.empty());

    public Conditions withTransport(Transport other) {
        return new Conditions(other, backoff, delays, faults);
    }

    public Conditions withBackoff(Backoff other) {
        return new Conditions(transport, other, delays, faults);
    }

    public Conditions withDelays(Optional<DelayTable> other) {
        return new Conditions(transport, backoff, other, faults);
    }

    public Conditions withFaults(Optional<UpgradeFaultsFile> other) {
        return new Conditions(transport, backoff, delays, other);
    }

    /**
     * What goes wrong with the upgrades of a fleet under these conditions.
     *
     * @throws dev.sagfleet.controller.document.DocumentException if the file names a cohort that the fleet has not
     */
    UpgradeFaults faultsOf(Blueprint blueprint) {
        return faults.map(file -> file.of(blueprint)).orElseGet(blueprint::faults);
    }

    /** How long the devices of a fleet take under these conditions. */
    DelayTable delaysOf(Blueprint blueprint) {
        return delays.map(table -> table.refinedBy(blueprint.delays())).orElse(DelayTable.NONE);
    }
}
