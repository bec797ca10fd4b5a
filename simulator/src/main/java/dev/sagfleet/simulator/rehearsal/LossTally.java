package dev.sagfleet.simulator.rehearsal;

import static dev.sagfleet.agent.protocol.FirmwareVersion.APPLICATION_ACCELERATION;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.event.ControllerEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What devices suffer from a rollout, by what the controller was told: which go away to start an image, how long that
 * takes, and with what firmware they come back.
 */
final class LossTally {
    private static final long NOT = -1;

    private final FirmwareVersion version;
    private final Function<SerialNumber, FirmwareVersion> running;
    private final Map<SerialNumber, Course> courses = new LinkedHashMap<>();

    /** One device that has begun to install an image. */
    private static final class Course {
        private final boolean accelerated;
        private UpdateState last = UpdateState.INSTALLING;
        private boolean fellBack;
        private long awaySinceMillis = NOT;
        private long belowSinceMillis = NOT;
        private long lostMillis;

        Course(boolean accelerated) {
            this.accelerated = accelerated;
        }

        /** Whether it is about to start an image, or has just done so. */
        private boolean isStarting() {
            return last == UpdateState.INSTALLING
                    || last == UpdateState.ARMED
                    || last == UpdateState.REBOOTING
                    || last == UpdateState.TRIAL;
        }

        private boolean isAwayToStart() {
            return awaySinceMillis != NOT && isStarting();
        }
    }

    /**
     * One of a rollout that begins.
     *
     * @param running the firmware of a device just now
     */
    LossTally(FirmwareVersion version, Function<SerialNumber, FirmwareVersion> running) {
        this.version = version;
        this.running = running;
    }

    void add(ControllerEvent event, long atMillis) {
        if (event instanceof ControllerEvent.JobChanged job) {
            changed(job);
        } else if (event instanceof ControllerEvent.Offline offline) {
            Course course = courses.get(offline.serial());
            if (course != null && course.belowSinceMillis == NOT) {
                course.awaySinceMillis = atMillis;
            }
        } else if (event instanceof ControllerEvent.Online online) {
            Course course = courses.get(online.serial());
            if (course != null) {
                isBack(course, online.firmware(), atMillis);
            }
        }
    }

    private void changed(ControllerEvent.JobChanged job) {
        if (job.state() == UpdateState.INSTALLING) {
            courses.computeIfAbsent(job.serial(), serial -> new Course(canAccelerate(running.apply(serial))));
        }
        Course course = courses.get(job.serial());
        if (course != null) {
            course.last = job.isTakenBack() ? UpdateState.ROLLED_BACK : job.state();
            course.fellBack |=
                    course.last == UpdateState.ROLLED_BACK && job.version().equals(version);
        }
    }

    /** One that had committed the image and comes back with another one has crashed; else it was away for its own reasons. */
    private void isBack(Course course, FirmwareVersion firmware, long atMillis) {
        boolean hasCrashed = course.last == UpdateState.COMMITTED && !firmware.equals(version);
        if (course.awaySinceMillis != NOT && (course.isStarting() || hasCrashed)) {
            course.lostMillis += atMillis - course.awaySinceMillis;
        }
        course.awaySinceMillis = NOT;
        if (!canAccelerate(firmware)) {
            course.belowSinceMillis = course.belowSinceMillis == NOT ? atMillis : course.belowSinceMillis;
        } else if (course.belowSinceMillis != NOT) {
            course.lostMillis += atMillis - course.belowSinceMillis;
            course.belowSinceMillis = NOT;
        }
    }

    private static boolean canAccelerate(FirmwareVersion firmware) {
        return firmware.compareTo(APPLICATION_ACCELERATION) >= 0;
    }

    /** All of it up to now. */
    Outcome.Losses at(long nowMillis) {
        int fellBack = 0;
        int lost = 0;
        long millis = 0;
        for (Course course : courses.values()) {
            fellBack += course.fellBack ? 1 : 0;
            lost += course.isAwayToStart() ? 1 : 0;
            if (course.accelerated) {
                millis += course.lostMillis;
                millis += course.isAwayToStart() ? nowMillis - course.awaySinceMillis : 0;
                millis += course.belowSinceMillis == NOT ? 0 : nowMillis - course.belowSinceMillis;
            }
        }
        return new Outcome.Losses(fellBack, lost, millis);
    }
}
