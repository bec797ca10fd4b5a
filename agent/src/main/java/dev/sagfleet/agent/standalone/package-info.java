/** One agent as a process of its own: its event loop, its relay, and the file that says which device it is. */
@NullMarked
package dev.sagfleet.agent.standalone;

import org.jspecify.annotations.NullMarked;
