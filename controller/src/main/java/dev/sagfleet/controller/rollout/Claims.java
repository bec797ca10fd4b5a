package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * Which rollout has which device. A device is in one at a time; a rollout that has ended has none. Source: rollout rule R5.
 */
public interface Claims {
    /** For a rollout that is alone. */
    Claims ALONE = (serial, mine) -> Answer.GRANTED;

    /** Takes a device, unless one that has it comes before. Asking again changes nothing. */
    Answer claim(SerialNumber serial, Claim mine);

    /**
     * What became of it.
     *
     * @param displaced the rollout that had it until now, and is to be told {@link RolloutEvent.Superseded}
     */
    record Answer(boolean isMine, Optional<String> displaced) {
        public static final Answer GRANTED = new Answer(true, Optional.empty());
        public static final Answer REFUSED = new Answer(false, Optional.empty());
    }
}
