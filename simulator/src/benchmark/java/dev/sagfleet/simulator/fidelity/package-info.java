/** One small campaign twice, over sockets and on virtual time: whether both tell the same, and how far apart the times are. */
@NullMarked
package dev.sagfleet.simulator.fidelity;

import org.jspecify.annotations.NullMarked;
