/**
 * How devices fetch images of which only the number of bytes travels: the controller decides as it does over HTTP, and
 * the device's limits let the bytes pass, but there are none. It runs on any loop, with a few events for a whole image.
 */
@NullMarked
package dev.sagfleet.simulator.counted;

import org.jspecify.annotations.NullMarked;
