package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.util.List;

/** From the offer of a job to its download: what is checked before the first byte, and for what it waits. */
final class Offers {
    /** Looks at a job before it fetches, and again each time that a wait is over. Source: firmware rule F2. */
    static void look(Turn turn) {
        UpgradeJob job = turn.job();
        Examination examination = Examination.of(turn.setup(), turn.state(), job.order());
        if (examination.manifest().isPresent()) {
            turn.become(job.about(examination.manifest().get()));
        }
        if (examination.code() == UpdateCode.NONE) {
            accept(turn, examination.manifest().orElseThrow());
        } else {
            turn.end(examination.end(), examination.code());
        }
    }

    /** A job that names an image which is refused is what lifts the refusal: from here on it is an image like others. */
    private static void accept(Turn turn, Manifest manifest) {
        List<String> withdrawn = manifest.withdrawnKeys().stream()
                .filter(turn.setup().keys()::knows)
                .toList();
        turn.become(turn.boot().with(turn.state().withdrawing(withdrawn).taking(manifest.digest())));
        UpgradeWindow window = turn.job().order().window();
        if (manifest.digest().equals(turn.state().image().digest())) {
            turn.end(UpdateState.COMMITTED, UpdateCode.NONE);
        } else if (Deadlines.isPast(window, turn.nowMillis())) {
            turn.end(UpdateState.FAILED, UpdateCode.OUTSIDE_WINDOW);
        } else if (Deadlines.isBefore(window, turn.nowMillis())) {
            turn.keep(turn.job().in(UpdateState.WAIT_DOWNLOAD));
        } else {
            turn.keep(turn.job().in(UpdateState.DOWNLOADING));
            Downloading.goOn(turn);
        }
    }

    private Offers() {}
}
