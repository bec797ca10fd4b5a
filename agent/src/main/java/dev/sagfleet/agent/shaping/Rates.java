package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.Optional;

/**
 * The limits of a device, the same for each direction.
 *
 * @param instance the parent limit, for all traffic
 * @param acceleration the child limit, for accelerated traffic, which must keep within the parent too;
 *     one above the parent is allowed and the parent rules. Empty without acceleration: not associated,
 *     or suspended
 */
public record Rates(Bandwidth instance, Optional<Bandwidth> acceleration) {}
