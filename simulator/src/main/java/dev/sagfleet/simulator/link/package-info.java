/** How the links of devices are: how fast, how far, how lossy, and when they are switched off. */
@NullMarked
package dev.sagfleet.simulator.link;

import org.jspecify.annotations.NullMarked;
