package dev.sagfleet.controller.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignatureV1Test {
    @Test
    void documentedExampleHasItsDocumentedSignature() {
        var parameters = Map.of(
                "Timestamp", "2016-02-23T12:46:24Z",
                "Format", "XML",
                "AccessKeyId", "testid",
                "Action", "DescribeRegions",
                "SignatureMethod", "HMAC-SHA1",
                "SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
                "Version", "2014-05-26",
                "SignatureVersion", "1.0");

        assertThat(SignatureV1.compute("GET", parameters, "testsecret")).isEqualTo("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }

    @Test
    void namesAreSortedAndEverythingIsEncodedTwice() {
        var toSign = "POST&%2F&"
                + "AssociateConfigs.1.Bandwidth%3D2%26AssociateConfigs.10.Bandwidth%3D3%26AssociateConfigs.2.Bandwidth%3D4"
                + "%26Empty%3D%26Name%3D%252A~%252B%252F%2520%253D%2526%2525%25E5%258A%25A0";

        var signature = SignatureV1.compute(
                "POST",
                Map.of(
                        "Name", "*~+/ =&%加",
                        "Empty", "",
                        "AssociateConfigs.2.Bandwidth", "4",
                        "AssociateConfigs.10.Bandwidth", "3",
                        "AssociateConfigs.1.Bandwidth", "2",
                        "Signature", "not signed itself"),
                "testsecret");

        assertThat(signature).isEqualTo(base64("HmacSHA1", toSign));
    }

    @Test
    void emptyValueMayBeSignedWithOrWithoutItsEqualsSign() {
        var parameters = new TreeMap<>(Client.v1Parameters(Map.of("Empty", "")));
        var canonical = Client.query(parameters);
        parameters.put("Signature", base64("HmacSHA1", "GET&%2F&" + Client.encode(canonical)));
        assertThat(read(parameters).isBy(Client.KEY)).isTrue();

        var bare = canonical.replace("Empty=", "Empty");
        parameters.put("Signature", base64("HmacSHA1", "GET&%2F&" + Client.encode(bare)));
        assertThat(read(parameters).isBy(Client.KEY)).isTrue();
    }

    @Test
    void signatureIsByTheOwnerOfTheSecretAlone() {
        var signature = read(Client.v1Signed("GET", Client.v1Parameters(Map.of())));

        assertThat(signature.isBy(Client.KEY)).isTrue();
        assertThat(signature.isBy(new AccessKey("testid", "testsecreT"))).isFalse();
    }

    private static SignatureV1 read(Map<String, String> parameters) {
        return SignatureV1.read(Client.get(Client.query(parameters)), Parameters.of(parameters));
    }

    private static String base64(String algorithm, String toSign) {
        return Base64.getEncoder().encodeToString(Client.hmac(algorithm, "testsecret&", toSign));
    }
}
