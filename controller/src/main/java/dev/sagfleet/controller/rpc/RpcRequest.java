package dev.sagfleet.controller.rpc;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A request that its caller has signed, to be carried out.
 *
 * @param action what to do; not yet known to exist
 * @param accessKeyId who asks for it
 * @param parameters all of them; those of the convention itself are still there if they came as parameters
 * @param format in which to answer
 * @param source whose request it is; nothing if it came over no network
 */
public record RpcRequest(
        String action, String accessKeyId, Parameters parameters, ResponseFormat format, Optional<InetAddress> source) {
    /** One that came over no network. */
    public RpcRequest(String action, String accessKeyId, Parameters parameters, ResponseFormat format) {
        this(action, accessKeyId, parameters, format, Optional.empty());
    }
}
