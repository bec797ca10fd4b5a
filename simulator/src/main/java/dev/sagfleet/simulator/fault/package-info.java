/** What goes wrong in a world, by kind and rate. */
@NullMarked
package dev.sagfleet.simulator.fault;

import org.jspecify.annotations.NullMarked;
