package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An image that is ready to be ordered: a manifest whose parts differ from test to test. */
record Release(Manifest manifest) {
    static final long SIZE = 10_000_000;
    static final Duration TRIAL = Duration.ofMinutes(10);

    /** For all models, with whatever below it, known by its name. */
    static Release of(String version, String content) {
        return new Release(new Manifest(
                List.of(DeviceModel.SAG_1000, DeviceModel.APP),
                FirmwareVersion.parse(version),
                SIZE,
                Digest.ofText(content),
                Optional.empty(),
                0,
                Signer.PRIMARY,
                List.of()));
    }

    static Release of(String version) {
        return of(version, "image " + version);
    }

    Digest digest() {
        return manifest.digest();
    }

    Image image() {
        return Image.of(manifest);
    }

    Release forModels(List<DeviceModel> models) {
        return new Release(new Manifest(
                models,
                manifest.version(),
                manifest.sizeBytes(),
                manifest.digest(),
                manifest.minimumVersion(),
                manifest.securityIndex(),
                manifest.keyId(),
                manifest.withdrawnKeys()));
    }

    Release above(String minimum) {
        return new Release(new Manifest(
                manifest.models(),
                manifest.version(),
                manifest.sizeBytes(),
                manifest.digest(),
                Optional.of(FirmwareVersion.parse(minimum)),
                manifest.securityIndex(),
                manifest.keyId(),
                manifest.withdrawnKeys()));
    }

    Release ofIndex(int securityIndex) {
        return new Release(new Manifest(
                manifest.models(),
                manifest.version(),
                manifest.sizeBytes(),
                manifest.digest(),
                manifest.minimumVersion(),
                securityIndex,
                manifest.keyId(),
                manifest.withdrawnKeys()));
    }

    Release ofSize(long bytes) {
        return new Release(new Manifest(
                manifest.models(),
                manifest.version(),
                bytes,
                manifest.digest(),
                manifest.minimumVersion(),
                manifest.securityIndex(),
                manifest.keyId(),
                manifest.withdrawnKeys()));
    }

    Release signedBy(String keyId, String... withdrawn) {
        return new Release(new Manifest(
                manifest.models(),
                manifest.version(),
                manifest.sizeBytes(),
                manifest.digest(),
                manifest.minimumVersion(),
                manifest.securityIndex(),
                keyId,
                List.of(withdrawn)));
    }

    /** The first attempt of a job, at any time. */
    Upgrade order(String job, long revision) {
        return order(job, 1, revision, UpgradeWindow.ALWAYS, false);
    }

    Upgrade order(String job, int attempt, long revision, UpgradeWindow window, boolean forced) {
        return order(Signer.sign(manifest), job, attempt, revision, window, forced);
    }

    static Upgrade order(
            SignedManifest manifest, String job, int attempt, long revision, UpgradeWindow window, boolean forced) {
        return new Upgrade(
                "command-" + revision,
                new Revision(revision),
                job,
                attempt,
                manifest,
                "/firmware/first",
                window,
                TRIAL,
                forced);
    }
}
