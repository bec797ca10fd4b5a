package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.FirmwareEvent.FetchFailed;
import dev.sagfleet.agent.firmware.FirmwareEvent.FetchProgress;
import dev.sagfleet.agent.firmware.FirmwareEvent.Fetched;
import dev.sagfleet.agent.firmware.FirmwareEvent.Installed;
import dev.sagfleet.agent.firmware.FirmwareEvent.LocalChecksDone;
import dev.sagfleet.agent.firmware.FirmwareEvent.UserAgreed;
import dev.sagfleet.agent.firmware.FirmwareEvent.UserPostponed;
import dev.sagfleet.agent.firmware.FirmwareEvent.Verified;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpdateCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What becomes of what a test device does. As it is made, all goes well. */
final class Fate {
    /** A download that begins, and of which nothing comes. */
    static final FirmwareEvent HANGS = new FetchProgress(Checkpoint.START);

    /** Images that come up once they are started, pass their local checks, reach the controller. */
    Predicate<Digest> comesUp = digest -> true;

    Predicate<Digest> isHealthy = digest -> true;
    Predicate<Digest> reachesController = digest -> true;

    boolean hasLine = true;
    boolean controllerWasAway;
    boolean controllerRecords = true;
    boolean userAgrees = true;

    /** The first time. */
    boolean userPostpones;

    boolean checksEnd = true;
    boolean installsEnd = true;

    /** How downloads end, the next one first; one that is not listed brings all. */
    final Deque<FirmwareEvent> downloads = new ArrayDeque<>();

    /** What verifications find, the next one first; one that is not listed finds what it should. */
    final Deque<Digest> found = new ArrayDeque<>();

    List<FirmwareEvent> fetched(Checkpoint from, long sizeBytes) {
        FirmwareEvent end =
                downloads.isEmpty() ? new Fetched(TestDevice.at(sizeBytes)) : downloads.remove();
        List<FirmwareEvent> events = new ArrayList<>();
        if (end == HANGS) {
            return events;
        }
        long until = end instanceof FetchFailed failed ? failed.reached().bytes() : sizeBytes;
        for (long at = from.bytes() + Firmware.CHECKPOINT_BYTES; at < until; at += Firmware.CHECKPOINT_BYTES) {
            events.add(new FetchProgress(TestDevice.at(at)));
        }
        events.add(end);
        return events;
    }

    FirmwareEvent verified(Digest wanted) {
        return new Verified(found.isEmpty() ? wanted : found.remove());
    }

    Optional<FirmwareEvent> installed() {
        return installsEnd ? Optional.of(new Installed()) : Optional.empty();
    }

    Optional<FirmwareEvent> checked(Digest running) {
        UpdateCode code = isHealthy.test(running) ? UpdateCode.NONE : UpdateCode.LOCAL_CHECK;
        return checksEnd ? Optional.of(new LocalChecksDone(code)) : Optional.empty();
    }

    Optional<FirmwareEvent> answered(long nowMillis) {
        if (userPostpones) {
            userPostpones = false;
            return Optional.of(new UserPostponed(nowMillis + 60_000));
        }
        return userAgrees ? Optional.of(new UserAgreed()) : Optional.empty();
    }
}
