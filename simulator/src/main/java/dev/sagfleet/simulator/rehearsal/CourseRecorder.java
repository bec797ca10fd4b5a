package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.rollout.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Listens to one rehearsal, and hands out its course and that of each row of sites once it has ended. */
final class CourseRecorder implements Rehearsal.Listener {
    private final FirmwareVersion image;
    private final long beginMillis;
    private final SiteRows rows;
    private final BiConsumer<Course, List<Track>> whenEnded;
    private final Map<SerialNumber, Device> devices = new LinkedHashMap<>();
    private final Track egress = new Track(Track.Rule.MOST);
    private long rate;
    private long rateMillis;

    /** What is known of a device. */
    private static final class Device {
        private boolean hasFetched;
        private boolean hasTried;
        private boolean isUpgraded;
        /** When it came to run the image, or no longer ran it, in turn; from the start on. */
        private final List<Long> turnsMillis = new ArrayList<>(1);
    }

    CourseRecorder(Script script, SiteRows rows, BiConsumer<Course, List<Track>> whenEnded) {
        image = script.policy().image();
        beginMillis = script.begin().toEpochMilli();
        this.rows = rows;
        this.whenEnded = whenEnded;
    }

    @Override
    public void happened(Instant at, ControllerEvent event) {
        if (event instanceof ControllerEvent.JobChanged job) {
            changed(at, job);
        }
    }

    private void changed(Instant at, ControllerEvent.JobChanged job) {
        boolean isImage = job.version().equals(image);
        UpdateState state = job.state();
        Device device = devices.computeIfAbsent(job.serial(), unknown -> new Device());
        if (isImage && state == UpdateState.COMMITTED && !job.isTakenBack()) {
            turn(device, true, at);
        } else if (state == UpdateState.ROLLED_BACK || state == UpdateState.COMMITTED) {
            turn(device, false, at);
        }
        if (isImage) {
            boolean hasTried = state == UpdateState.COMMITTED || state == UpdateState.ROLLED_BACK;
            device.hasTried |= hasTried;
            // Nothing is installed before all of it is there.
            device.hasFetched |= hasTried || state == UpdateState.INSTALLING;
        }
    }

    private void turn(Device device, boolean isUpgraded, Instant at) {
        if (device.isUpgraded != isUpgraded) {
            device.isUpgraded = isUpgraded;
            device.turnsMillis.add(sinceBegin(at));
        }
    }

    private long sinceBegin(Instant at) {
        return Math.max(0, at.toEpochMilli() - beginMillis);
    }

    @Override
    public void egress(Instant at, long bitsPerSecond) {
        long millis = sinceBegin(at);
        egress.addFrom(rateMillis, millis, rate);
        egress.add(millis, bitsPerSecond);
        rate = bitsPerSecond;
        rateMillis = millis;
    }

    @Override
    public void ended(Supplier<List<Member>> members) {
        List<Track> upgraded = tracks(WaveGroups.COUNT);
        List<Track> sites = tracks(rows.rows().size());
        List<Reach> reached = new ArrayList<>(Collections.nCopies(WaveGroups.COUNT, Reach.NONE));
        for (Member member : members.get()) {
            if (member.wave() == Member.NO_WAVE) {
                continue;
            }
            int group = WaveGroups.of(member.wave());
            Optional<Device> device = Optional.ofNullable(devices.get(member.serial()));
            reached.set(group, reached.get(group).plus(reach(device)));
            device.ifPresent(known -> {
                add(known, upgraded.get(group));
                rows.of(member.serial()).ifPresent(row -> add(known, sites.get(row)));
            });
        }
        whenEnded.accept(new Course(upgraded, reached, egress), sites);
    }

    private static Reach reach(Optional<Device> device) {
        return new Reach(
                1,
                device.isPresent() ? 1 : 0,
                device.filter(known -> known.hasFetched).isPresent() ? 1 : 0,
                device.filter(known -> known.hasTried).isPresent() ? 1 : 0);
    }

    private static void add(Device device, Track track) {
        int more = 1;
        for (long millis : device.turnsMillis) {
            track.add(millis, more);
            more = -more;
        }
    }

    private static List<Track> tracks(int count) {
        return Stream.generate(() -> new Track(Track.Rule.SUM)).limit(count).toList();
    }
}
