package dev.sagfleet.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestCodecTest {
    private static final Digest DIGEST = Digest.ofText("image");
    private static final String BARE = "{\"models\":[\"SAG-1000\"],\"version\":\"2.5.0\",\"sizeBytes\":67108864,"
            + "\"digest\":\"" + DIGEST.hex() + "\",\"securityIndex\":0,\"keyId\":\"primary\"}";

    @Test
    void aManifestIsTheTextThatTheContractShows() throws MalformedMessageException {
        var manifest = new Manifest(
                List.of(DeviceModel.SAG_1000),
                FirmwareVersion.parse("2.5.0"),
                64 << 20,
                DIGEST,
                Optional.empty(),
                0,
                "primary",
                List.of());

        assertThat(ManifestCodec.write(manifest)).isEqualTo(BARE);
        assertThat(ManifestCodec.read(BARE)).isEqualTo(manifest);
    }

    @Test
    void allThatIsOptionalComesBack() throws MalformedMessageException {
        var manifest = new Manifest(
                List.of(DeviceModel.SAG_1000, DeviceModel.APP),
                FirmwareVersion.parse("2.10"),
                Manifest.SIZE_BYTES_MAX,
                DIGEST,
                Optional.of(FirmwareVersion.parse("2.4.0")),
                Integer.MAX_VALUE,
                "spare",
                List.of("primary", "other"));

        assertThat(ManifestCodec.read(ManifestCodec.write(manifest))).isEqualTo(manifest);
    }

    @Test
    void whatALaterContractAddsIsPassedOver() throws MalformedMessageException {
        assertThat(ManifestCodec.read(BARE.replace("{", "{\"colour\":\"red\",")))
                .isEqualTo(ManifestCodec.read(BARE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{} {}",
                "{\"models\":[\"SAG-1000\"],\"models\":[\"APP\"]}",
            })
    void whatIsNoObjectIsNoManifest(String text) {
        assertThatThrownBy(() -> ManifestCodec.read(text))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("manifest: ");
    }

    @Test
    void aMemberThatIsMissingOrWrongIsNamed() {
        assertRefused(BARE.replace("\"SAG-1000\"", ""), "models: none");
        assertRefused(BARE.replace("SAG-1000", "SAG-2000"), "models: SAG-2000");
        assertRefused(BARE.replace("2.5.0", "2.5-rc1"), "version: 2.5-rc1");
        assertRefused(BARE.replace("67108864", "0"), "sizeBytes: 0");
        assertRefused(BARE.replace("67108864", "4294967297"), "sizeBytes: 4294967297");
        assertRefused(BARE.replace("67108864", "1.5"), "sizeBytes: 1.5");
        assertRefused(BARE.replace(DIGEST.hex(), "abc"), "digest: abc");
        assertRefused(BARE.replace("\"securityIndex\":0", "\"securityIndex\":-1"), "securityIndex: -1");
        assertRefused(BARE.replace("\"keyId\"", "\"keyNumber\""), "keyId: missing");
        assertRefused(BARE.replace("}", ",\"withdrawnKeys\":[\"primary\"]}"), "withdrawnKeys: 1");
        assertRefused(BARE.replace("}", ",\"minimumVersion\":\"x\"}"), "version: x");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> ManifestCodec.read(text))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith(message);
    }
}
