package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.link.DeviceLinkContract;
import dev.sagfleet.agent.link.LinkWorld;

/** Links on virtual time do what those over sockets do. */
class VirtualLinkTest extends DeviceLinkContract {
    @Override
    protected LinkWorld open() {
        return new VirtualLinkWorld();
    }
}
