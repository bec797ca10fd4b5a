/** What a terminal shows, from a value to text: no flags, no input or output, no clock. */
@NullMarked
package dev.sagfleet.simulator.text;

import org.jspecify.annotations.NullMarked;
