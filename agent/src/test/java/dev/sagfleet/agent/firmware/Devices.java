package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.FirmwareEvent.CancelOrdered;
import dev.sagfleet.agent.firmware.FirmwareEvent.FetchFailed;
import dev.sagfleet.agent.firmware.FirmwareEvent.Ordered;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.util.List;
import java.util.stream.IntStream;

/** Devices as the tests of their firmware begin with them, and what is asked of them. */
final class Devices {
    static final Release NEW = Release.of("2.5.0");
    static final FirmwareState FACTORY = FirmwareState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.4.0"));
    static final Image OLD = FACTORY.image();
    static final FirmwareSetup BOX = new FirmwareSetup(DeviceModel.SAG_1000, Signer.KEYS, 1L << 30, 0);
    static final FirmwareSetup CLIENT = new FirmwareSetup(DeviceModel.APP, Signer.KEYS, 1L << 30, 0);

    static boolean isNotNew(Digest digest) {
        return !digest.equals(NEW.digest());
    }

    /** A SAG-1000 with 2.4.0, in session. */
    static TestDevice box() {
        return new TestDevice(BOX, FACTORY);
    }

    /** An app client with 2.4.0, in session. */
    static TestDevice client() {
        return new TestDevice(CLIENT, FirmwareState.factory(DeviceModel.APP, FirmwareVersion.parse("2.4.0")));
    }

    static Ordered ordered(Release release, String job, long revision) {
        return new Ordered(release.order(job, revision));
    }

    static CancelOrdered cancelOrdered(String job, long revision) {
        return new CancelOrdered(new CancelUpgrade("command-" + revision, new Revision(revision), job));
    }

    static FetchFailed fetchFailed(FetchFailure why, long reachedBytes) {
        return new FetchFailed(why, reachedBytes == 0 ? Checkpoint.START : TestDevice.at(reachedBytes));
    }

    static FetchFailed broken(long reachedBytes) {
        return fetchFailed(new FetchFailure.Broken(), reachedBytes);
    }

    /** The states that it has told, in session, without repetitions. */
    static List<UpdateState> told(TestDevice device) {
        List<UpdateState> states =
                progress(device.sent).stream().map(FirmwareProgress::state).toList();
        return IntStream.range(0, states.size())
                .filter(i -> i == 0 || states.get(i) != states.get(i - 1))
                .mapToObj(states::get)
                .toList();
    }

    static List<FirmwareProgress> progress(List<UplinkMessage> sent) {
        return sent.stream()
                .filter(FirmwareProgress.class::isInstance)
                .map(FirmwareProgress.class::cast)
                .toList();
    }

    private Devices() {}
}
