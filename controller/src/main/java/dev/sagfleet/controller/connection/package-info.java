/**
 * The sessions of all devices at work: what carries events to each and runs its effects, finds it, and records what
 * becomes of it. Knows no socket: a connection is a {@link dev.sagfleet.controller.connection.Wire}.
 */
@NullMarked
package dev.sagfleet.controller.connection;

import org.jspecify.annotations.NullMarked;
