package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whatever can happen to the firmware of a device, in any order, with those more often that lead on. */
final class RandomEvents {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final List<UpdateCode> CHECKS =
            List.of(UpdateCode.NONE, UpdateCode.NONE, UpdateCode.NONE, UpdateCode.LOCAL_CHECK, UpdateCode.TUNNEL);
    private static final List<FetchFailure> FAILURES = List.of(
            new FetchFailure.Broken(),
            new FetchFailure.Broken(),
            new FetchFailure.LinkExpired(),
            new FetchFailure.Busy(Duration.ofSeconds(20)),
            new FetchFailure.OtherContent(),
            new FetchFailure.Denied(UpdateCode.NO_SUCH_IMAGE));

    /** Some have the version of others, some are below the floor of others. */
    private static final List<Release> RELEASES = IntStream.range(0, 8)
            .mapToObj(i -> Release.of("2." + (4 + i % 6), "content " + i).ofIndex(i % 3))
            .toList();

    /** The last of them is for another model, the one before it is forged. */
    private static final List<SignedManifest> MANIFESTS = Stream.concat(
                    RELEASES.stream().map(release -> Signer.sign(release.manifest())),
                    Stream.of(
                            Signer.forge(RELEASES.get(0).manifest()),
                            Signer.sign(RELEASES.get(1)
                                    .forModels(List.of(DeviceModel.SAG_100WM))
                                    .manifest())))
            .toList();

    private final SplittableRandom random;
    private String job = "job-0";
    private int attempt = 1;
    private int jobs;
    private long revision;
    private Optional<Upgrade> latest = Optional.empty();

    RandomEvents(SplittableRandom random) {
        this.random = random;
    }

    FirmwareEvent next(FirmwareState state, long nowMillis) {
        return random.nextInt(3) == 0 ? any(state, nowMillis) : leading(state, nowMillis);
    }

    /** What leads on from this state, as like as not. */
    private FirmwareEvent leading(FirmwareState state, long nowMillis) {
        return switch (state.job().map(UpgradeJob::state).orElse(UpdateState.IDLE)) {
            case IDLE -> new FirmwareEvent.Ordered(order(nowMillis));
            case WAIT_DOWNLOAD, OFFERED, STAGED -> new FirmwareEvent.TimerDue();
            case DOWNLOADING ->
                random.nextBoolean()
                        ? new FirmwareEvent.Welcomed(false)
                        : new FirmwareEvent.Fetched(TestDevice.at(Release.SIZE));
            case VERIFYING -> verified(state);
            case WAIT_ACTIVATE ->
                random.nextBoolean() ? new FirmwareEvent.UserAgreed() : new FirmwareEvent.Welcomed(false);
            case INSTALLING -> new FirmwareEvent.Installed();
            case TRIAL ->
                random.nextBoolean()
                        ? new FirmwareEvent.LocalChecksDone(pick(CHECKS))
                        : new FirmwareEvent.Welcomed(random.nextBoolean());
            default -> random.nextBoolean() ? recorded(state) : new FirmwareEvent.Ordered(order(nowMillis));
        };
    }

    private static FirmwareEvent recorded(FirmwareState state) {
        var ended = state.job().orElseThrow().order();
        return new FirmwareEvent.Recorded(new ProgressRecorded(ended.job(), ended.attempt()));
    }

    private FirmwareEvent verified(FirmwareState state) {
        Digest right = state.job()
                .flatMap(UpgradeJob::manifest)
                .map(Manifest::digest)
                .orElse(pick(RELEASES).digest());
        return new FirmwareEvent.Verified(
                random.nextInt(4) == 0 ? pick(RELEASES).digest() : right);
    }

    private FirmwareEvent any(FirmwareState state, long nowMillis) {
        return switch (random.nextInt(20)) {
            case 0 -> new FirmwareEvent.Connected();
            case 1 -> new FirmwareEvent.Welcomed(random.nextInt(3) == 0);
            case 2 -> new FirmwareEvent.Disconnected();
            case 3 -> new FirmwareEvent.Ordered(order(nowMillis));
            case 4 -> cancel();
            case 5 -> new FirmwareEvent.LinkGiven(new DownloadLink(job, attempt, "/firmware/n" + random.nextInt(9)));
            case 6 -> new FirmwareEvent.Recorded(new ProgressRecorded(job, attempt));
            case 7 -> new FirmwareEvent.FetchProgress(checkpoint());
            case 8 -> new FirmwareEvent.Fetched(TestDevice.at(Release.SIZE));
            case 9 -> new FirmwareEvent.FetchFailed(pick(FAILURES), checkpoint());
            case 10 -> verified(state);
            case 11 -> new FirmwareEvent.UserAgreed();
            case 12 -> new FirmwareEvent.UserPostponed(nowMillis + random.nextLong(HOUR_MILLIS));
            case 13 -> new FirmwareEvent.Installed();
            case 14 -> new FirmwareEvent.InstallFailed();
            case 15 -> new FirmwareEvent.LocalChecksDone(pick(CHECKS));
            case 16 -> new FirmwareEvent.Crashed();
            case 17 ->
                random.nextInt(8) == 0
                        ? new FirmwareEvent.Flashed(FirmwareVersion.parse("2." + random.nextInt(9)))
                        : new FirmwareEvent.Crashed();
            default -> new FirmwareEvent.TimerDue();
        };
    }

    private Checkpoint checkpoint() {
        long bytes = random.nextLong(Release.SIZE + 1);
        return bytes == 0 ? Checkpoint.START : TestDevice.at(bytes);
    }

    /** One that came before, or the next attempt of a job, or another job. */
    private Upgrade order(long nowMillis) {
        int kind = latest.isEmpty() ? 3 : random.nextInt(4);
        if (kind == 0) {
            return latest.get();
        }
        revision++;
        if (kind == 1) {
            return latest.get().withRevision(new Revision(revision));
        }
        if (kind == 2) {
            attempt++;
        } else {
            job = "job-" + ++jobs;
            attempt = 1;
        }
        latest = Optional.of(
                Release.order(pick(MANIFESTS), job, attempt, revision, window(nowMillis), random.nextInt(3) == 0));
        return latest.get();
    }

    private FirmwareEvent cancel() {
        if (random.nextInt(3) > 0) {
            revision++;
        }
        return new FirmwareEvent.CancelOrdered(
                new CancelUpgrade("command-" + revision, new Revision(Math.max(1, revision)), job));
    }

    private UpgradeWindow window(long nowMillis) {
        if (random.nextBoolean()) {
            return UpgradeWindow.ALWAYS;
        }
        long opens = Math.max(0, nowMillis + random.nextLong(-HOUR_MILLIS, HOUR_MILLIS));
        return new UpgradeWindow(opens, opens + 1 + random.nextLong(2 * HOUR_MILLIS));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
