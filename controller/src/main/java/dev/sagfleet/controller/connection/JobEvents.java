package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobReports;
import java.util.EnumSet;
import java.util.Set;

/** Which steps of jobs are worth an event: what somebody waits for, and every end. */
public final class JobEvents {
    private static final Set<UpdateState> WORTH_A_LINE = EnumSet.of(
            UpdateState.IDLE,
            UpdateState.DOWNLOADING,
            UpdateState.STAGED,
            UpdateState.WAIT_ACTIVATE,
            UpdateState.INSTALLING,
            UpdateState.TRIAL);

    /** Tells of a job that was ordered, or has come so far. */
    public static void publish(Events events, FirmwareJob job) {
        if (job.state().isFinal() || WORTH_A_LINE.contains(job.state())) {
            events.publish(new ControllerEvent.JobChanged(
                    job.serial(), job.id(), job.attempt(), job.version(), job.state(), job.progress().code()));
        }
    }

    /** Likewise, if what a device said was news. */
    static void publish(Events events, JobReports.Recorded recorded) {
        recorded.changed().ifPresent(job -> publish(events, job));
    }

    private JobEvents() {}
}
