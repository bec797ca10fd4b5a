/** How long devices take over what they do, by model and delay point, from distributions and a seed. */
@NullMarked
package dev.sagfleet.simulator.delay;

import org.jspecify.annotations.NullMarked;
