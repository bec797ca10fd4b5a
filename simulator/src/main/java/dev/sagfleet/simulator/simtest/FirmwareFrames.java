package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.controller.event.ControllerEvent.JobChanged;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at what devices and their controller say to each other about upgrades and boots. */
final class FirmwareFrames {
    private final VirtualWorld world;
    private final StoreAudit audit;
    private final FirmwareAudit devices;
    private final Story story;
    private final Map<SerialNumber, Revision> bootedTill = new LinkedHashMap<>();
    private final Map<JobAudit.End, Integer> ended = new LinkedHashMap<>();

    FirmwareFrames(VirtualWorld world, StoreAudit audit, FirmwareAudit devices, Story story) {
        this.world = world;
        this.audit = audit;
        this.devices = devices;
        this.story = story;
    }

    void sent(SerialNumber serial, UplinkMessage message) {
        Optional<UpgradeJob> job = world.keptFirmware(serial).flatMap(FirmwareState::job);
        if (message instanceof Applied applied && applied.aspect() == Aspect.FIRMWARE) {
            audit.aspects()
                    .given(serial, Aspect.FIRMWARE, applied.revision())
                    .filter(CancelUpgrade.class::isInstance)
                    .map(CancelUpgrade.class::cast)
                    .ifPresent(cancel -> left(serial, cancel.job(), job));
        }
        if (message instanceof FirmwareProgress said && said.state().isFinal()) {
            requireKept(serial, said, job);
        }
        if (message instanceof Hello hello) {
            hello.report()
                    .flatMap(report -> report.job())
                    .filter(said -> said.state().isFinal())
                    .ifPresent(said -> requireKept(serial, said, job));
        }
    }

    private void left(SerialNumber serial, String left, Optional<UpgradeJob> kept) {
        Optional<UpgradeJob> same = kept.filter(job -> job.order().job().equals(left));
        if (same.filter(job -> !job.state().isFinal()).isPresent()) {
            story.violated(
                    "a job is over that a device says it has left",
                    serial + ": " + left + " is at " + same.get().state());
        }
        same.ifPresent(job -> devices.cancelled(serial, left, job.order().attempt()));
    }

    private void requireKept(SerialNumber serial, FirmwareProgress said, Optional<UpgradeJob> kept) {
        boolean isKept = kept.filter(job -> job.order().job().equals(said.job())
                        && job.order().attempt() == said.attempt()
                        && job.state() == said.state())
                .isPresent();
        if (!isKept) {
            story.violated("what a device says of an end it still knows without power", serial + ": " + said);
        }
    }

    void heard(SerialNumber serial, UplinkMessage message) {
        if (message instanceof Hello hello) {
            bootedTill.put(serial, hello.held(Aspect.POWER).revision());
        }
    }

    void told(SerialNumber serial, DownlinkMessage message) {
        if (message instanceof ProgressRecorded recorded) {
            boolean isOpen = audit.jobs()
                    .find(serial, recorded.job())
                    .filter((FirmwareJob job) -> job.attempt() == recorded.attempt() && job.isOpen())
                    .isPresent();
            if (isOpen) {
                story.violated("no end is acknowledged that is not on record", serial + ": " + recorded);
            }
        }
        if (message instanceof Reboot reboot
                && !reboot.revision().isAfter(bootedTill.getOrDefault(serial, Revision.NONE))) {
            story.violated("no device is told again to boot", serial + ": " + reboot);
        }
    }

    /**
     * Something is on record. A commit that turned out wrong is another end. What the controller alone has ended may turn
     * out to be under way at the device, which then ends it itself.
     */
    void recorded(JobChanged changed) {
        story.count("job event", changed.state().name());
        var end = new JobAudit.End(changed.serial(), changed.job(), changed.attempt(), changed.state(), changed.code());
        // Somebody with a cable may come twice, and says nothing of the job that was not said before.
        if (changed.state().isFinal()
                && changed.code() != UpdateCode.CABLE
                && ended.merge(end, 1, Integer::sum) > audit.jobs().ends(end)) {
            story.violated("each end of a job is counted once", end.toString());
        }
    }
}
