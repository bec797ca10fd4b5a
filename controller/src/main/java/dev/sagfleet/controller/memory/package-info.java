/**
 * The ports of the inventory in memory: sorted tables whose changes can be undone, and the store that makes changes in
 * groups on a loop that it is given. It reads no clock and has no thread, so that it runs on virtual time too.
 */
@NullMarked
package dev.sagfleet.controller.memory;

import org.jspecify.annotations.NullMarked;
