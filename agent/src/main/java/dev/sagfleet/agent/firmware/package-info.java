/**
 * The firmware of a device: what is in its slots, which of them the boot loader starts, and the machine that leads an
 * upgrade from its order to its end. Pure: it fetches, writes and boots nothing itself. The numbers F1 to F23 are those
 * of the rules for firmware.
 */
@NullMarked
package dev.sagfleet.agent.firmware;

import org.jspecify.annotations.NullMarked;
