package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.Optional;

/** tmp. */
public record Rates(Bandwidth instance, Optional<Bandwidth> acceleration) {}
