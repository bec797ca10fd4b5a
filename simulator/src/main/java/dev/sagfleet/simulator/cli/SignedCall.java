package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Makes signed calls to a controller, over a connection that is kept from one to the next. */
final class SignedCall {
    private final URI endpoint;
    private final AccessKey key;
    private final Http http = new Http();

    SignedCall(URI endpoint, AccessKey key) {
        this.endpoint = endpoint;
        this.key = key;
    }

    Http.Answer send(String action, Map<String, String> parameters, Instant now, String nonce) throws IOException {
        SignedRequest signed = SignedRequest.of(endpoint.getRawAuthority(), action, parameters, key, now, nonce);
        Map<String, String> fields = new HashMap<>(signed.headers());
        // The client writes this one itself, from the URL.
        fields.remove("host");
        return http.send(new Http.Request("POST", URI.create(endpoint + "?" + signed.query()), fields, ""));
    }
}
