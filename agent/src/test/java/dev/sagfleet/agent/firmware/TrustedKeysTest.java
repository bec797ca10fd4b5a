package dev.sagfleet.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.SignedManifest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rule F1. */
class TrustedKeysTest {
    private static final Release RELEASE = Release.of("2.5.0");

    /** The example of the contract, with the key that it was signed with. */
    private static final SignedManifest EXAMPLE = new SignedManifest(
            "{\"models\":[\"SAG-100WM\"],\"version\":\"2.5.0\",\"sizeBytes\":67108864,\"digest\":"
                    + "\"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752\","
                    + "\"minimumVersion\":\"2.0.0\",\"securityIndex\":0,\"keyId\":\"primary\"}",
            "o4TB6vH9fIFN5NnBEZjtUy0RsQQ4r9fA2Z5mTHE/svqnl2jvEkewZVfXbYYazaXjoOK5OIqafck4esj0xpYMDw==");

    @Test
    @DisplayName("F1 the example of the contract is signed by the key that stands beside it")
    void theExampleOfTheContractIsSigned() {
        var keys = new TrustedKeys(
                List.of(new TrustedKey("primary", "MCowBQYDK2VwAyEAPM0kHP/Js2GARLl9A22GFFk9iwF8NA8d7odzOFUXZUs=")));

        var seal = keys.open(EXAMPLE);

        assertThat(seal.signed()).isTrue();
        assertThat(seal.manifest().orElseThrow().version()).hasToString("2.5.0");
    }

    @Test
    @DisplayName("F1 the exact text is signed: a space more and it is not")
    void theExactTextIsSigned() {
        var signed = Signer.sign(RELEASE.manifest());
        var spaced = new SignedManifest(signed.manifest() + ' ', signed.signature());

        assertThat(Signer.KEYS.open(signed).signed()).isTrue();
        assertThat(Signer.KEYS.open(spaced).signed()).isFalse();
        assertThat(Signer.KEYS.open(spaced).manifest()).contains(RELEASE.manifest());
    }

    @Test
    @DisplayName("F1 a signature of an unknown key, of another key than the one named, or of none counts nothing")
    void signaturesOfOthersCountNothing() {
        var forged = Signer.forge(RELEASE.manifest());
        var mislabelled = Signer.sign(
                Signer.sign(RELEASE.signedBy(Signer.SPARE).manifest()).manifest());
        var unknown = Signer.sign(RELEASE.signedBy("unheard of").manifest());
        var noise = new SignedManifest(forged.manifest(), "/".repeat(85) + "w==");

        assertThat(Signer.KEYS.open(forged).signed()).isFalse();
        assertThat(Signer.KEYS.open(mislabelled).signed()).isFalse();
        assertThat(Signer.KEYS.open(unknown).signed()).isFalse();
        assertThat(Signer.KEYS.open(noise).signed()).isFalse();
    }

    @Test
    void aTextThatIsNoManifestIsNone() {
        assertThat(Signer.KEYS.open(Signer.sign("{\"version\":\"2.5.0\"}")).manifest())
                .isEmpty();
        assertThat(Signer.KEYS.open(Signer.sign("2.5.0")).manifest()).isEmpty();
    }

    @Test
    void whatIsRememberedIsTheSameForAll() {
        var signed = Signer.sign(RELEASE.manifest());
        var again = new SignedManifest(new String(signed.manifest()), new String(signed.signature()));

        assertThat(Signer.KEYS.open(again)).isSameAs(Signer.KEYS.open(signed));
    }

    @Test
    void onlyTheLatestAreRemembered() {
        var first = Signer.sign(RELEASE.manifest());
        var seal = Signer.KEYS.open(first);

        for (int i = 0; i < 64; i++) {
            Signer.KEYS.open(Signer.sign("{" + " ".repeat(i) + "}"));
        }

        assertThat(Signer.KEYS.open(first)).isEqualTo(seal).isNotSameAs(seal);
    }

    @Test
    void whatIsNoKeyOrThereTwiceIsNotTaken() {
        var key = Signer.key("one", Signer.pair());

        assertThatIllegalArgumentException().isThrownBy(() -> new TrustedKeys(List.of(key, key)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedKeys(List.of(new TrustedKey("one", "bm8ga2V5"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedKeys(List.of(new TrustedKey("one", "not Base64"))));
    }
}
