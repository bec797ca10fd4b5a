package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.MessageCodec;
import java.net.SocketAddress;

/**
 * Where a controller lets devices in.
 *
 * @param address a socket address, or one in this process
 * @param path of the upgrade request, with a slash at its beginning
 */
public record ControllerAddress(SocketAddress address, String path) {
    /** Where a controller lets devices in that has the usual path. */
    public static ControllerAddress of(SocketAddress address) {
        return new ControllerAddress(address, MessageCodec.PATH);
    }
}
