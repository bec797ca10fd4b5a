package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The desired and the reported state of devices, aspect by aspect. */
public interface AspectRepository {
    Optional<DeviceAspect> find(SerialNumber serial, Aspect aspect);

    List<DeviceAspect> of(SerialNumber serial);

    /** The desired revision of an aspect; {@link Revision#NONE} if there is none. */
    Revision desiredRevision(SerialNumber serial, Aspect aspect);

    /** The same in a transaction. */
    interface Writable extends AspectRepository {
        /**
         * Adds an aspect, or replaces the one of its name; if its desired revision is new, the device's session is
         * told after the commit, unless it {@linkplain #willBeTold will be told} anyhow.
         */
        void save(DeviceAspect aspect);

        /**
         * Replaces what is desired of an aspect and leaves what was answered as it is, or adds an aspect that was not
         * answered; the session is told as by {@link #save}.
         */
        void desire(SerialNumber serial, Command command);

        /** Adds aspects of devices that have none yet, and so no session to be told. */
        void addNew(Collection<DeviceAspect> aspects);

        /** Says that the device's session begins with what is desired by now, so that it is not told that once more. */
        void willBeTold(SerialNumber serial);

        /**
         * Keeps what a device answered about an aspect, as {@link DeviceAspect#answered} says, and leaves what is
         * desired as it is.
         *
         * @param refusal why it refused the revision; absent if it applied it
         */
        void answer(SerialNumber serial, Aspect aspect, Revision revision, Optional<Refusal> refusal);

        /** Takes away all that is known of a device. */
        void remove(SerialNumber serial);
    }
}
