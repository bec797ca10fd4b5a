package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobReports;
import dev.sagfleet.controller.inventory.Upgrades;
import java.util.EnumSet;
import java.util.Set;

/** Which steps of jobs are worth an event: what somebody waits for, every end, and a commit that turned out wrong. */
public final class JobEvents {
    private static final Set<UpdateState> WORTH_A_LINE = EnumSet.of(
            UpdateState.DOWNLOADING,
            UpdateState.STAGED,
            UpdateState.WAIT_ACTIVATE,
            UpdateState.INSTALLING,
            UpdateState.TRIAL);

    /** Tells of what was ordered, what has ended by that, and those whom it concerns. */
    public static void publish(Events events, Upgrades.Ordered ordered) {
        ordered.superseded().forEach(job -> publish(events, job));
        if (ordered.isNew()) {
            publish(events, ordered.job());
        }
        ordered.after().run();
    }

    /** Tells of a job that was ordered, or that the controller has ended. */
    public static void publish(Events events, FirmwareJob job) {
        events.publish(new ControllerEvent.JobChanged(
                job.serial(),
                job.id(),
                job.attempt(),
                job.version(),
                job.state(),
                job.progress().code()));
    }

    /** Tells what a device has said of its job, if that is worth it. */
    static void publish(Events events, SerialNumber serial, JobReports.Recorded recorded) {
        FirmwareProgress said = recorded.said();
        boolean isWorthIt = said.state().isFinal() || WORTH_A_LINE.contains(said.state());
        if ((recorded.isStep() && isWorthIt) || recorded.isTakenBack()) {
            recorded.told()
                    .ifPresent(job -> events.publish(new ControllerEvent.JobChanged(
                            serial, said.job(), said.attempt(), job.version(), said.state(), said.code())));
        }
    }

    private JobEvents() {}
}
