package dev.sagfleet.controller.campaign;

import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.rollout.RolloutEvent;

/** A job as its rollout is told of it. */
final class JobWords {
    /** @param attempt as the rollout counts them */
    static RolloutEvent.Reported of(FirmwareJob job, int attempt) {
        return new RolloutEvent.Reported(
                job.serial(),
                attempt,
                job.state(),
                job.progress().code(),
                job.progress().running(),
                job.excused());
    }

    private JobWords() {}
}
