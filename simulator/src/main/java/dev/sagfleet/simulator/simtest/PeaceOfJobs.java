package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is not yet over of upgrades, once nothing goes wrong any more, or is not on record as it ended. */
final class PeaceOfJobs {
    private final VirtualWorld world;

    PeaceOfJobs(VirtualWorld world) {
        this.world = world;
    }

    List<String> missing(Reading reading, SerialNumber serial) {
        List<String> missing = new ArrayList<>();
        Optional<FirmwareState> firmware = world.keptFirmware(serial);
        Optional<UpgradeJob> mine = firmware.flatMap(FirmwareState::job);
        for (FirmwareJob job : reading.jobs().of(serial)) {
            if (job.isOpen()) {
                missing.add(serial + " " + job.id() + " is at " + job.state() + " on record, and at "
                        + mine.filter(same -> same.order().job().equals(job.id()))
                                .map(UpgradeJob::state));
            }
        }
        mine.ifPresent(job -> reading.jobs().of(serial).stream()
                .filter(known -> known.id().equals(job.order().job())
                        && known.attempt() == job.order().attempt()
                        && known.progress().isHeard()
                        && known.state() != job.state())
                .forEach(known -> missing.add(
                        serial + " " + known.id() + " ended " + job.state() + ", on record is " + known.state())));
        if (mine.filter(job -> !job.state().isFinal() || !job.acknowledged()).isPresent()) {
            missing.add(serial + " has a job at " + mine.get().state() + " that nobody has taken note of");
        }
        if (firmware.filter(state -> state.next().isPresent()).isPresent()) {
            missing.add(serial + " has a job that waits");
        }
        Optional<FirmwareState> runs = world.agent(serial).firmware();
        if (runs.filter(state -> !state.image()
                        .version()
                        .equals(world.agent(serial).state().firmware()))
                .isPresent()) {
            missing.add(
                    serial + " takes itself for " + world.agent(serial).state().firmware());
        }
        return missing;
    }

    /** What is reserved for downloads that are over. */
    List<String> reserved() {
        return world.egress()
                .filter(egress -> egress.reservedBitsPerSecond() > 0 || egress.downloads() > 0)
                .map((Egress egress) ->
                        egress.downloads() + " downloads have reserved " + egress.reservedBitsPerSecond() + " bit/s")
                .map(List::of)
                .orElse(List.of());
    }
}
