package dev.sagfleet.controller.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpCallTest {
    private static final HttpCall CALL =
            HttpCall.of("POST", "/", "B=2&A=1%2F", Map.of(), "abc".getBytes(StandardCharsets.US_ASCII));

    @Test
    void queryIsParsedOnceForAllWhoAsk() {
        assertThat(CALL.queryParameters()).containsExactly(Map.entry("A", "1/"), Map.entry("B", "2"));
        assertThat(CALL.queryParameters()).isSameAs(CALL.queryParameters());
    }

    /** Source of the digest: FIPS 180-4, the example for SHA-256. */
    @Test
    void bodyIsHashedOnceForAllWhoAsk() {
        assertThat(CALL.bodySha256Hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(CALL.bodySha256Hex()).isSameAs(CALL.bodySha256Hex());
    }
}
