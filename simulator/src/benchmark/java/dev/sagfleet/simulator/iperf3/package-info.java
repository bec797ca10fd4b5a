/** What iperf3 found out about relays, as numbers and as a picture. */
@NullMarked
package dev.sagfleet.simulator.iperf3;

import org.jspecify.annotations.NullMarked;
