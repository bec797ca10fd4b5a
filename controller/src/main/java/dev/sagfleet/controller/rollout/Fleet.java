package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/** What is known of devices at the moment in which they are offered something. */
public interface Fleet {
    /** How a device stands; nothing if there is none. */
    Optional<Standing> find(SerialNumber serial);

    /**
     * How a device stands.
     *
     * @param isMeant whether the targets of the rollout still fit it
     * @param isBusy whether it writes or tries an image, whoever has ordered that. Source: rollout rule R5
     * @param running digest of the image that is committed, as it last said; absent if it never did
     */
    record Standing(boolean isOnline, boolean isMeant, boolean isBusy, Optional<Digest> running) {
        public Standing {
            requireNonNull(running, "running");
        }
    }
}
