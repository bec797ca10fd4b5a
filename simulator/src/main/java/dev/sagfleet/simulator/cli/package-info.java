/** The {@code sag} command: flags in, a running world or an error with its exit code out. */
@NullMarked
package dev.sagfleet.simulator.cli;

import org.jspecify.annotations.NullMarked;
