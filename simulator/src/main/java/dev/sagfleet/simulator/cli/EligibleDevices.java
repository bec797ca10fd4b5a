package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.rehearsal.Eligible;
import dev.sagfleet.simulator.rehearsal.Script;
import java.io.IOException;
import java.nio.file.Path;

/** Whether a rollout is for any device that it is rehearsed with. */
final class EligibleDevices {
    /**
     * The same script, if it is.
     *
     * @param rollout the file of the rollout
     * @throws DocumentException if it is for none
     */
    static Script require(Path rollout, Script script) throws IOException {
        if (!Eligible.hasAny(script)) {
            throw RolloutFile.refusal(
                    rollout,
                    "targets",
                    "targets: none of the " + script.fleet().deviceCount() + " devices of the fleet",
                    "one of them at least");
        }
        return script;
    }

    private EligibleDevices() {}
}
