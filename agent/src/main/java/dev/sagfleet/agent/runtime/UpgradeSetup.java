package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.firmware.FirmwareBoot;
import dev.sagfleet.agent.firmware.FirmwareEvent;
import dev.sagfleet.agent.firmware.FirmwareSetup;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.Upgrade;
import java.util.Optional;

/** What a device brings along for its upgrades, as it is when something happens to its firmware. */
final class UpgradeSetup {
    private static final int SPREADS = 1_000;

    static FirmwareSetup of(AgentSetup agent, FirmwarePorts ports, FirmwareBoot boot, FirmwareEvent event) {
        return new FirmwareSetup(
                agent.identity().model(),
                ports.keys(),
                roomBytes(agent.images(), boot, event),
                spread(agent.chance(), boot));
    }

    /** For the order that is looked at now, if one is. */
    private static long roomBytes(ImageBehaviour images, FirmwareBoot boot, FirmwareEvent event) {
        if (event instanceof FirmwareEvent.Ordered ordered) {
            return images.roomBytes(ordered.order());
        }
        Optional<Upgrade> next = boot.state().next();
        if (next.isPresent()) {
            return images.roomBytes(next.get());
        }
        Optional<UpgradeJob> job = boot.state().job();
        return job.isPresent() ? images.roomBytes(job.get().order()) : Long.MAX_VALUE;
    }

    /** Its own from one boot to the next, as if each device had its own patience. */
    private static int spread(Chance chance, FirmwareBoot boot) {
        int number = (int) boot.state().boot();
        return (int) (chance.fraction(DrawPoint.UPGRADE_PAUSE, number) * SPREADS);
    }

    private UpgradeSetup() {}
}
