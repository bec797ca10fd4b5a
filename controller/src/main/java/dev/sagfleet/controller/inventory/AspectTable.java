package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Collection;
import java.util.Optional;

/**
 * The aspects as a store keeps them. A store has this to write, and a {@link TrackedChange} makes of it what a
 * transaction shows.
 */
public interface AspectTable extends AspectRepository {
    /** Adds an aspect, or replaces the one of its name. */
    void save(DeviceAspect aspect);

    /** Replaces what is desired of an aspect, as {@link DeviceAspect#withDesired} says, or adds one. */
    void desire(SerialNumber serial, EncodedCommand command);

    /** Adds aspects of devices that have none yet. */
    void addNew(Collection<DeviceAspect> aspects);

    /** Keeps what a device answered, as {@link DeviceAspect#answered} says. */
    void answer(SerialNumber serial, Aspect aspect, Revision revision, Optional<Refusal> refusal);

    /** Takes away all that is known of a device. */
    void remove(SerialNumber serial);
}
