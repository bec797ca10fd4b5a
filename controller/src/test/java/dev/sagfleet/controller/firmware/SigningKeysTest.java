package dev.sagfleet.controller.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
    private static final Manifest MANIFEST = manifest("primary");

    @Test
    void whatIsSignedCanBeCheckedWithThePublicKeyAlone() throws GeneralSecurityException {
        SigningKeys keys = SigningKeys.generate();

        SignedManifest signed = keys.sign(MANIFEST);

        assertThat(signed.manifest()).isEqualTo(ManifestCodec.write(MANIFEST));
        assertThat(isSigned(keys.publicKeys().get(0), signed)).isTrue();
        assertThat(isSigned(keys.publicKeys().get(1), signed)).isFalse();
        assertThat(keys.publicKeys()).extracting(FirmwareKey::id).containsExactly("primary", "spare");
    }

    @Test
    void eachKeySignsForItself() throws GeneralSecurityException {
        SigningKeys keys = SigningKeys.generate();

        assertThat(isSigned(keys.publicKeys().get(1), keys.sign(manifest("spare"))))
                .isTrue();
        assertThatThrownBy(() -> keys.sign(manifest("third")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("key: third (expected: one of primary, spare)");
    }

    @Test
    void whatSomebodyElseSignedIsChecked() {
        SigningKeys keys = SigningKeys.generate();
        SignedManifest own = keys.sign(MANIFEST);
        SignedManifest other = SigningKeys.generate().sign(MANIFEST);
        SignedManifest changed = new SignedManifest(own.manifest().replace("2.5.0", "2.5.1"), own.signature());

        assertThatCode(() -> keys.requireSigned(MANIFEST, own)).doesNotThrowAnyException();
        for (SignedManifest wrong : List.of(other, changed)) {
            assertThatThrownBy(() -> keys.requireSigned(MANIFEST, wrong))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("signature: wrong");
        }
    }

    @Test
    void theKeysAreMadeOnceAndOnlyTheirOwnerReadsThem(@TempDir Path directory) throws IOException {
        SigningKeys made = KeyFile.open(directory);
        SigningKeys found = KeyFile.open(directory);

        assertThat(found.publicKeys()).isEqualTo(made.publicKeys());
        assertThat(found.sign(MANIFEST)).isEqualTo(made.sign(MANIFEST));
        assertThat(found.linkKey()).isEqualTo(made.linkKey());
        assertThat(Files.getPosixFilePermissions(directory.resolve("firmware-keys")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(made).hasToString("SigningKeys[primary, spare]");
    }

    @Test
    void aFileThatIsNoneIsNotReplaced(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("firmware-keys");
        KeyFile.open(directory);
        String whole = Files.readString(file);
        for (String broken : List.of("", "{}", "[", whole.replace("spare", "other"), whole.replace("linkKey", "x"))) {
            Files.writeString(file, broken);

            assertThatThrownBy(() -> KeyFile.open(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ": no signing keys");
            assertThat(Files.readString(file)).isEqualTo(broken);
        }
    }

    private static boolean isSigned(FirmwareKey key, SignedManifest signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key.publicKey());
        signature.update(signed.manifestBytes());
        return signature.verify(signed.signatureBytes());
    }

    private static Manifest manifest(String keyId) {
        return new Manifest(
                List.of(DeviceModel.SAG_1000),
                FirmwareVersion.parse("2.5.0"),
                1_000,
                Digest.ofText("image"),
                Optional.empty(),
                0,
                keyId,
                List.of());
    }
}
