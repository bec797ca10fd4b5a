/** A device's way to its controller, as a port: what a link does, who listens to it, and how long to wait between two. */
@NullMarked
package dev.sagfleet.agent.link;

import org.jspecify.annotations.NullMarked;
