package dev.sagfleet.controller.rpc;

import static dev.sagfleet.controller.rpc.Refusals.refusal;
import static dev.sagfleet.controller.rpc.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void queryOverridesForm() {
        var parameters = Parameters.of(Client.post("A=query&B=b", "A=form&C=c"));

        assertThat(parameters.asMap())
                .containsExactly(Map.entry("A", "query"), Map.entry("B", "b"), Map.entry("C", "c"));
    }

    @Test
    void bodyThatIsNoFormHasNoParameters() {
        byte[] body = {'A', '=', '1'};

        var parameters = Parameters.of(HttpCall.of("POST", "/", "", Map.of("Content-Type", "application/json"), body));

        assertThat(parameters.asMap()).isEmpty();
    }

    @Test
    void formMayStateItsCharset() {
        byte[] body = {'A', '=', '1'};
        var headers = Map.of("content-type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8");

        assertThat(Parameters.of(HttpCall.of("POST", "/", "", headers, body)).required("A"))
                .isEqualTo("1");
    }

    @Test
    void namesAndValuesAreDecoded() {
        var parameters =
                Parameters.of(Client.post("a%2Eb=%2A~%2b%2F+%3D%26%25%E5%8A%A0", "%C3%A9=%F0%9F%9A%80&Bare&&"));

        assertThat(parameters.asMap())
                .containsOnly(Map.entry("a.b", "*~+/ =&%加"), Map.entry("é", "🚀"), Map.entry("Bare", ""));
    }

    @Test
    void malformedEncodingIsRefused() {
        for (String query : new String[] {"A=%", "A=%4", "A=%4G", "%ZZ=1", "A=%FF", "A=%ED%A0%80", "=1", "A=1&A=2"}) {
            assertThat(refusal(() -> Parameters.of(Client.get(query))))
                    .as(query)
                    .isEqualTo("400 InvalidParameter.Format");
        }
    }

    @Test
    void formThatIsNotUtf8IsRefused() {
        byte[] body = {'A', '=', (byte) 0xff};

        assertThat(refusal(() -> Parameters.of(HttpCall.of("POST", "/", "", Client.FORM, body))))
                .isEqualTo("400 InvalidParameter.Format");
    }

    @Test
    void moreParametersThanTheLimitAreRefused() {
        assertThat(Parameters.of(Client.post(numbered("Q", 500), numbered("F", 500)))
                        .asMap())
                .hasSize(1_000);

        assertThat(refusal(() -> Parameters.of(Client.get(numbered("Q", 1_001)))))
                .isEqualTo("400 InvalidParameter.Format");
        assertThat(refusal(() -> Parameters.of(Client.post(numbered("Q", 500), numbered("F", 501)))))
                .isEqualTo("400 InvalidParameter.Format");
    }

    @Test
    void emptyValueCountsAsNone() {
        var parameters = Parameters.of(Map.of("SmartAGId", ""));

        assertThat(parameters.optional("SmartAGId")).isEmpty();
        assertThat(parameters.optionalLong("SmartAGId", 1, 2)).isEmpty();
        assertThat(parameters.flag("SmartAGId", true)).isTrue();
        assertThat(refusalOf(() -> parameters.required("SmartAGId")))
                .hasMessage("SmartAGId is mandatory for this action.")
                .returns("MissingSmartAGId", ApiException::code)
                .returns(400, ApiException::status);
    }

    @Test
    void numbersAreReadWithinTheirRange() {
        var parameters = Parameters.of(Map.of("Two", "2", "Fifty", "50", "Minus", "-1", "Max", "9223372036854775807"));

        assertThat(parameters.requiredLong("Two", 2, 50)).isEqualTo(2);
        assertThat(parameters.optionalLong("Fifty", 2, 50)).hasValue(50);
        assertThat(parameters.requiredLong("Minus", -1, 1)).isEqualTo(-1);
        assertThat(parameters.requiredLong("Max", 0, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(refusal(() -> parameters.requiredLong("Absent", 0, 1))).isEqualTo("400 MissingAbsent");
    }

    @Test
    void numberMalformedOrOutOfRangeIsRefused() {
        for (String text : new String[] {"1", "51", "+5", " 5", "5.0", "0x5", "٥", "9223372036854775808", "ten", "-"}) {
            var parameters = Parameters.of(Map.of("BandWidthSpec", text));

            assertThat(refusalOf(() -> parameters.requiredLong("BandWidthSpec", 2, 50)))
                    .as(text)
                    .hasMessage("Specified parameter BandWidthSpec is not valid.")
                    .returns("InvalidBandWidthSpec", ApiException::code);
            assertThat(refusal(() -> parameters.optionalLong("BandWidthSpec", 2, 50)))
                    .isEqualTo("400 InvalidBandWidthSpec");
        }
    }

    @Test
    void detailSaysWhatWasFoundAndRequired() {
        var parameters = Parameters.of(Map.of("BandWidthSpec", "51\r\nX-Evil: 加"));

        assertThat(refusalOf(() -> parameters.requiredLong("BandWidthSpec", 2, 50))
                        .detail())
                .hasValue("found 51??X-Evil: ?, required a whole number from 2 to 50");
    }

    @Test
    void flagsAreTrueOrFalseInAnyCase() {
        var parameters = Parameters.of(Map.of("Yes", "True", "No", "false", "Odd", "1"));

        assertThat(parameters.requiredFlag("Yes")).isTrue();
        assertThat(parameters.flag("No", true)).isFalse();
        assertThat(parameters.flag("Absent", true)).isTrue();
        assertThat(refusal(() -> parameters.flag("Odd", true))).isEqualTo("400 InvalidOdd");
        assertThat(refusal(() -> parameters.requiredFlag("Absent"))).isEqualTo("400 MissingAbsent");
    }

    private static String numbered(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i + "=" + i).collect(Collectors.joining("&"));
    }

    @Test
    void digestIsTheSameHoweverTheRequestIsSigned() {
        var v1 = new TreeMap<>(
                Client.v1Signed("GET", Client.v1Parameters(Map.of("SmartAGId", "sag-1", "Format", "XML"))));
        v1.put("ClientToken", "token");
        v1.put("DryRun", "");

        assertThat(Parameters.of(v1).digest())
                .hasSize(64)
                .isEqualTo(Parameters.of(Map.of("SmartAGId", "sag-1")).digest())
                .isNotEqualTo(Parameters.of(Map.of("SmartAGId", "sag-2")).digest())
                .isNotEqualTo(Parameters.of(Map.of("SmartAGId", "sag-1", "RegionId", "cn"))
                        .digest());
    }

    @Test
    void digestTellsWhereANameEnds() {
        assertThat(Parameters.of(Map.of("A", "1", "B", "2")).digest())
                .isNotEqualTo(Parameters.of(Map.of("A", "1B2")).digest())
                .isNotEqualTo(Parameters.of(Map.of("A", "11:B1:2")).digest());
    }
}
