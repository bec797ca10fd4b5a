package dev.sagfleet.controller.rpc;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A gateway that knows one key, and what it refuses. */
final class TestedGateway {
    static final byte[] NO_BODY = {};

    private final Gateway gateway = new Gateway(
            id -> Optional.of(Client.KEY).filter(key -> key.id().equals(id)),
            new Nonces(1_000_000, Nonces.WINDOW, NonceLog.NONE, () -> 0, 0));

    RpcRequest accept(HttpCall call) {
        return gateway.accept(call, Client.NOW);
    }

    ApiException refusalOf(HttpCall call) {
        return Refusals.refusalOf(() -> accept(call));
    }

    /** The status and the code that a call is refused with. */
    String refused(HttpCall call) {
        return Refusals.refusal(() -> accept(call));
    }

    /** The refusal of a v1 call with these parameters, signed after they were changed. */
    String refusedV1(String name, String value) {
        return refused(Client.v1Get(Map.of(name, value)));
    }

    String refusedV1Without(String name) {
        var parameters = new TreeMap<>(Client.v1Parameters(Map.of()));
        parameters.remove(name);
        return refused(Client.get(Client.query(Client.v1Signed("GET", parameters))));
    }

    String refusedV3(String header, String value) {
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.put(header, value);
        return refused(Client.v3("POST", Map.of(), headers, NO_BODY));
    }

    String refusedV3Without(String header) {
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.remove(header);
        return refused(Client.v3("POST", Map.of(), headers, NO_BODY));
    }
}
