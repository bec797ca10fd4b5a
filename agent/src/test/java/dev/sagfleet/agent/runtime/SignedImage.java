package dev.sagfleet.agent.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sagfleet.agent.firmware.TrustedKey;
import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** An image for all models, signed by somebody whom devices trust. */
public record SignedImage(FirmwareVersion version, Digest digest, long sizeBytes) {
    private static final String KEY_ID = "primary";
    private static final KeyPair PAIR = pair();

    /** How long one of these has to prove itself. */
    public static final Duration TRIAL = Duration.ofMinutes(10);

    /** Who signs them. */
    public static final TrustedKeys TRUSTED = new TrustedKeys(List.of(new TrustedKey(
            KEY_ID, Base64.getEncoder().encodeToString(PAIR.getPublic().getEncoded()))));

    /** One of 10 MiB, of which there are no bytes. */
    static SignedImage of(String version) {
        return new SignedImage(FirmwareVersion.parse(version), Digest.ofText("image " + version), 10 << 20);
    }

    /** The first attempt of a job to install it, at any time. */
    public Upgrade order(String job, long revision) {
        return order(job, 1, revision, "/firmware/" + digest + "?job=" + job);
    }

    public Upgrade order(String job, int attempt, long revision, String link) {
        return new Upgrade(
                "command-" + revision,
                new Revision(revision),
                job,
                attempt,
                manifest(),
                link,
                UpgradeWindow.ALWAYS,
                TRIAL,
                false);
    }

    private SignedManifest manifest() {
        String text = ManifestCodec.write(new Manifest(
                List.of(DeviceModel.values()), version, sizeBytes, digest, Optional.empty(), 0, KEY_ID, List.of()));
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(PAIR.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return new SignedManifest(text, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
