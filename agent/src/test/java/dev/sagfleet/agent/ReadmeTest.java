package dev.sagfleet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.protocol.GoldenFiles;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What README.md says is what the code does. */
class ReadmeTest {
    private static final String README = read(Path.of("README.md"));
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void examplesAreTheGoldenFiles() {
        var examples = EXAMPLE.matcher(README)
                .results()
                .map((MatchResult example) -> example.group(1))
                .toList();

        var golden = GoldenFiles.messages().stream().map(GoldenFiles::text).toList();

        assertThat(examples).containsExactlyInAnyOrderElementsOf(golden);
    }

    @Test
    void workedExampleOfTheTokenIsWhatADeviceSends() {
        var token = DeviceToken.sign(
                new SerialNumber("sag62x0225024711"),
                new DeviceKey("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
                Instant.ofEpochSecond(1_700_000_000),
                "wD3k9Qz_4rTn7YbX");

        assertThat(README.replaceAll("\\\\\n *", ""))
                .contains("Authorization: " + token.toHeader() + '\n')
                .contains("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")
                .contains("\nsagfleet.v1\nsag62x0225024711\n1700000000\nwD3k9Qz_4rTn7YbX\n");
    }

    @Test
    void addressOfTheDevicePortIsTheOneInTheCode() {
        assertThat(README)
                .contains("GET " + MessageCodec.PATH + " HTTP/1.1\n")
                .contains("Sec-WebSocket-Protocol: " + MessageCodec.SUBPROTOCOL + '\n')
                .contains("at most " + MessageCodec.FRAME_BYTES_MAX / 1024 + " KiB");
    }

    @ParameterizedTest
    @EnumSource
    void closeCodeIsExplained(CloseCode code) {
        assertThat(README).contains("| " + code.status() + " | `" + code + "` |");
    }

    @ParameterizedTest
    @EnumSource
    void reasonOfARefusalIsExplained(Refusal.Reason reason) {
        assertThat(README).contains("| `" + reason + "` |");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"IDLE", "BRICKED"})
    void stateThatADeviceSaysIsExplained(UpdateState state) {
        assertThat(README).contains("| `" + state + (state.isFinal() ? "` | final: " : "` | "));
    }

    @ParameterizedTest
    @EnumSource
    void codeOfAnUpgradeIsExplained(UpdateCode code) {
        assertThat(README).contains("| " + code.number() + " | " + code.text() + " |");
    }

    @ParameterizedTest
    @EnumSource
    void aspectIsExplained(Aspect aspect) {
        assertThat(README).contains("| `" + aspect + "` | ");
    }

    @Test
    void exampleOfAManifestIsSignedWithTheKeyThatIsNamed() throws Exception {
        byte[] key = Base64.getDecoder().decode("MCowBQYDK2VwAyEAPM0kHP/Js2GARLl9A22GFFk9iwF8NA8d7odzOFUXZUs=");
        assertThat(README).contains(Base64.getEncoder().encodeToString(key));
        var upgrade = (Upgrade)
                MessageCodec.decodeDownlink(GoldenFiles.text("Upgrade").getBytes(StandardCharsets.UTF_8))
                        .message();

        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
        signature.update(upgrade.manifest().manifestBytes());

        assertThat(signature.verify(upgrade.manifest().signatureBytes())).isTrue();
        assertThat(ManifestCodec.read(upgrade.manifest().manifest()).digest().hex()).isEqualTo(digestIn(upgrade.link()));
    }

    private static String digestIn(String link) {
        return link.replaceAll("/firmware/([0-9a-f]{64}).*", "$1");
    }

    @Test
    void packagesAreThoseOfTheModule() throws IOException {
        try (var packages = Files.list(Path.of("src/main/java/dev/sagfleet/agent"))) {
            assertThat(packages.filter(Files::isDirectory).map(Path::getFileName))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(README).contains("| `" + name + "` |"));
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
