package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of devices at the moment in which they are offered something. */
public interface Fleet {
    /** How a device stands; nothing if there is none. */
    Optional<Standing> find(SerialNumber serial);

    /** Whether an image can still be had; where none is ever withdrawn, always. */
    default boolean canBeHad(Digest image) {
        return true;
    }

    /**
     * How much a device was offered in traffic till now, as bytes in an hour.
     *
     * @param over how long that is to be measured at least
     * @return nothing if that is not known
     */
    default OptionalLong offeredPerHour(SerialNumber serial, Duration over) {
        return OptionalLong.empty();
    }

    /**
     * How a device stands.
     *
     * @param isMeant whether the targets of the rollout still fit it
     * @param isBusy whether it does something that is not to be disturbed: what a person has ordered, or another rollout and
     *     cannot be taken back any more. Source: rollout rule R5
     * @param ordered digest of the image that a person has ordered, and that it is to install; absent if no person has
     * @param running digest of the image that is committed, as it last said; absent if it never did
     */
    record Standing(
            boolean isOnline, boolean isMeant, boolean isBusy, Optional<Digest> ordered, Optional<Digest> running) {
        public Standing {
            requireNonNull(ordered, "ordered");
            requireNonNull(running, "running");
        }

        /** Whether a person has ordered this image already. */
        boolean has(Digest image) {
            return ordered.equals(Optional.of(image));
        }
    }
}
