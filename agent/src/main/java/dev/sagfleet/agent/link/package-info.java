/**
 * A device's ways to its controller, as ports: what a link and a download do, who listens to them, and how long to wait
 * between two connections.
 */
@NullMarked
package dev.sagfleet.agent.link;

import org.jspecify.annotations.NullMarked;
