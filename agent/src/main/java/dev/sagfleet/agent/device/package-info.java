/**
 * The device: its state, the events that reach it, the effects that it asks for, and the one step that
 * leads from the first two to the last. It knows no socket, no clock and no disk.
 */
@NullMarked
package dev.sagfleet.agent.device;

import org.jspecify.annotations.NullMarked;
