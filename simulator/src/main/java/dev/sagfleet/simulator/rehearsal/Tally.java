package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which devices were ordered to install an image, and which have it, by what the controller was told. */
final class Tally {
    private final FirmwareVersion version;
    private final long beginMillis;
    private final Set<SerialNumber> touched = new LinkedHashSet<>();
    private final Map<SerialNumber, Long> upgraded = new LinkedHashMap<>();
    private long installs;

    Tally(FirmwareVersion version, long beginMillis) {
        this.version = version;
        this.beginMillis = beginMillis;
    }

    /** Counts what has become of a rollout before. */
    void begin(UnderWay rollout) {
        for (Member member : rollout.members()) {
            if (member.attempt() > 0) {
                touched.add(member.serial());
            }
            if (member.state() == MemberState.SUCCEEDED) {
                upgraded.put(member.serial(), member.clock().sinceMillis());
                installs++;
            }
        }
    }

    void add(ControllerEvent.JobChanged event, long atMillis) {
        boolean isImage = event.version().equals(version);
        if (isImage && event.state() == UpdateState.IDLE) {
            touched.add(event.serial());
        } else if (isImage && event.state() == UpdateState.COMMITTED && !event.isTakenBack()) {
            upgraded.put(event.serial(), atMillis);
            installs++;
        } else if (event.state() == UpdateState.ROLLED_BACK || event.state() == UpdateState.COMMITTED) {
            upgraded.remove(event.serial());
        }
    }

    int touched() {
        return touched.size();
    }

    int upgraded() {
        return upgraded.size();
    }

    /** How often the image was installed for good. */
    long installs() {
        return installs;
    }

    /**
     * When so many of them had been upgraded, of those that still are.
     *
     * @param count 1 or more
     */
    private Optional<Duration> timeTo(long[] sortedMillis, int count) {
        return count >= 1 && count <= sortedMillis.length
                ? Optional.of(Duration.ofMillis(sortedMillis[count - 1] - beginMillis))
                : Optional.empty();
    }

    /** When 50, 95 and 99 of a hundred of the members had been upgraded. */
    Outcome.Times times(int members) {
        long[] sorted = upgraded.values().stream().mapToLong(millis -> millis).toArray();
        Arrays.sort(sorted);
        return new Outcome.Times(
                timeTo(sorted, share(members, 50)),
                timeTo(sorted, share(members, 95)),
                timeTo(sorted, share(members, 99)));
    }

    private static int share(int members, int percent) {
        return (int) ((long) members * percent + 99) / 100;
    }
}
