package dev.sagfleet.controller.rpc;

/**
 * A request that its caller has signed, to be carried out.
 *
 * @param action what to do; not yet known to exist
 * @param accessKeyId who asks for it
 * @param parameters all of them; those of the convention itself are still there if they came as parameters
 * @param format in which to answer
 */
public record RpcRequest(String action, String accessKeyId, Parameters parameters, ResponseFormat format) {}
