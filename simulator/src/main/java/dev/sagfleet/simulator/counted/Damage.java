package dev.sagfleet.simulator.counted;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;

/** What goes wrong with bytes on their way, so that their digest is another one. */
public interface Damage {
    /** Nothing does. */
    Damage NONE = (serial, image) -> false;

    /** Whether some bytes of this download are wrong. Asked once for each that begins. */
    boolean spoils(SerialNumber serial, Digest image);
}
