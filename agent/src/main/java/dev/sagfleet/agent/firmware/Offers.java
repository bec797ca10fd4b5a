package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;

/** From the offer of a job to its download: what is checked before the first byte, and for what it waits. */
final class Offers {
    /** Looks at a job before it fetches, and again each time that a wait is over. Source: firmware rule F2. */
    static void look(Turn turn) {
        UpgradeJob job = turn.job();
        Examination examination = Examination.of(turn.setup(), turn.state(), job.order());
        if (examination.manifest().isPresent()) {
            turn.become(job.about(examination.manifest().get()));
        }
        if (examination.code() != UpdateCode.NONE) {
            turn.end(examination.end(), examination.code());
            return;
        }
        Manifest manifest = examination.manifest().orElseThrow();
        if (manifest.digest().equals(turn.state().image().digest())) {
            turn.end(UpdateState.COMMITTED, UpdateCode.NONE);
            return;
        }
        accept(turn, manifest);
    }

    private static void accept(Turn turn, Manifest manifest) {
        UpgradeJob job = turn.job();
        UpgradeWindow window = job.order().window();
        if (Deadlines.isPast(window, turn.nowMillis())) {
            turn.end(UpdateState.FAILED, UpdateCode.OUTSIDE_WINDOW);
            return;
        }
        boolean waits = Deadlines.isBefore(window, turn.nowMillis());
        // A job that names an image again is what lifts its refusal: from here on it is an image like others.
        turn.keep(turn.state()
                .withdrawing(manifest.withdrawnKeys())
                .taking(manifest.digest())
                .with(job.in(waits ? UpdateState.WAIT_DOWNLOAD : UpdateState.DOWNLOADING)));
        Downloading.goOn(turn);
    }

    private Offers() {}
}
