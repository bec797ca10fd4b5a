package dev.sagfleet.controller.access;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * How a call came, for the conditions of statements.
 *
 * @param now wall time
 * @param source whose call it is; nothing if it came over no network
 * @param isSecure whether it came over TLS
 */
public record Circumstances(Instant now, Optional<InetAddress> source, boolean isSecure) {}
