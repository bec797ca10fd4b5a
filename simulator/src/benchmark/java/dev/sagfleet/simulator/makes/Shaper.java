package dev.sagfleet.simulator.makes;

import io.netty.channel.Channel;

/** Puts a limit in front of a connection of a {@link NettyRelay}. */
interface Shaper {
    /** No limit. */
    Shaper NONE = channel -> {};

    /** Called once for each accepted connection, which has a parent, and for each one to the target. */
    void shape(Channel channel);
}
