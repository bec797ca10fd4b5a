package dev.sagfleet.controller.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reading the body of a control request, and telling what is wrong with it. */
class ControlRequestTest {
    @Test
    void anEmptyBodyIsAnEmptyObject() {
        assertThat(ControlRequest.parse(new byte[0])).isEmpty();
    }

    @Test
    void aBodyThatIsNotOneJsonObjectIsABadRequest() {
        for (String body : List.of("[]", "1", " ", "{", "{} {}", "{\"a\":1,\"a\":2}", "\"text\"", "null")) {
            assertBadRequest("body: ", "(expected: one JSON object)", () -> request(body));
        }
    }

    @Test
    void membersThatNoRouteReadsAreRefused() {
        ControlRequest request = request("{\"arears\":true}");

        assertBadRequest(
                "arears: unknown", "(expected: arrears, ccnId)", () -> request.requireOnly("arrears", "ccnId"));
        request("{\"ccnId\":null}").requireOnly("arrears", "ccnId");
    }

    @Test
    void aFlagIsTrueOrFalseOrNotThere() {
        assertThat(request("{\"on\":true}").flag("on")).contains(true);
        assertThat(request("{\"on\":false}").flag("on")).contains(false);
        assertThat(request("{}").flag("on")).isEmpty();
        for (String value : List.of("\"true\"", "1", "null")) {
            assertBadRequest("on: ", "(expected: true or false)", () -> request("{\"on\":" + value + '}')
                    .flag("on"));
        }
    }

    @Test
    void aTextMayBeNullWhereThatMeansSomething() {
        assertThat(request("{\"ccnId\":\"ccn-1\"}").nullableText("ccnId")).contains(Optional.of("ccn-1"));
        assertThat(request("{\"ccnId\":null}").nullableText("ccnId")).contains(Optional.empty());
        assertThat(request("{}").nullableText("ccnId")).isEmpty();
        assertBadRequest("ccnId: 1", "(expected: a string or null)", () -> request("{\"ccnId\":1}")
                .nullableText("ccnId"));
    }

    @Test
    void aTextThatMustBeThereIsMissedOtherwise() {
        assertThat(request("{\"name\":\"x\"}").text("name")).isEqualTo("x");
        assertBadRequest(
                "name: missing", "(expected: a string)", () -> request("{}").text("name"));
        assertBadRequest("name: missing", "(expected: a string)", () -> request("{\"name\":null}")
                .text("name"));
    }

    private static ControlRequest request(String body) {
        return new ControlRequest(List.of(), Map.of(), ControlRequest.parse(body.getBytes(UTF_8)), "REQUEST-1", 0);
    }

    private static void assertBadRequest(String start, String end, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageStartingWith(start)
                .hasMessageEndingWith(end);
    }
}
