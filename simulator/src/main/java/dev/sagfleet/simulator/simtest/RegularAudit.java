package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks every now and then at what must be so after a while, and at what must not grow. */
final class RegularAudit {
    private static final long PERIOD_NANOS = Duration.ofSeconds(15).toNanos();

    /** Commits that are slow or fail now and then, the grace period after a start, and one look too early. */
    private static final int ABSENCES_MAX = 4;

    /** For the controller, and for each device: what is on its way to it and from it, timers, and its writes. */
    private static final int WAITING_MAX = 200;

    private static final int WAITING_PER_DEVICE_MAX = 100;

    private final VirtualWorld world;
    private final StoreAudit audit;
    private final Story story;
    private final List<InstanceBlueprint> instances;
    private final Map<SerialNumber, Absence> absences = new LinkedHashMap<>();

    /** How often a device was looked for in vain, of whom the store of a controller says that it is there. */
    private record Absence(ControllerCore core, long epoch, int looks) {}

    RegularAudit(VirtualWorld world, StoreAudit audit, Story story) {
        this.world = world;
        this.audit = audit;
        this.story = story;
        instances = List.copyOf(world.blueprint().instances());
    }

    /** Looks now, and from then on. */
    void begin() {
        world.controller().ifPresent(this::look);
        world.time().schedule(PERIOD_NANOS, this::begin);
    }

    private void look(ControllerCore core) {
        for (InstanceBlueprint instance : instances) {
            instance.devices().forEach(device -> lookForAbsent(core, device.serial()));
            if (instance.haType().isPair()) {
                lookAtPair(core, instance);
            }
        }
        int devices = world.blueprint().deviceCount();
        if (core.sessions().onlineCount() > devices
                || world.network().connectionCount() > devices
                || world.network().downloadCount() > devices
                || world.egress().filter(egress -> egress.downloads() > devices).isPresent()
                || world.undoCount() > 0
                || world.time().waiting() > WAITING_MAX + WAITING_PER_DEVICE_MAX * devices) {
            story.violated(
                    "memory does not grow",
                    core.sessions().onlineCount() + " sessions, "
                            + world.network().connectionCount()
                            + " connections, " + world.undoCount() + " steps to undo, "
                            + world.time().waiting() + " timers and tasks");
        }
    }

    private void lookForAbsent(ControllerCore core, SerialNumber serial) {
        Optional<Device> marked = audit.instances().device(serial).filter(device -> device.presence()
                .online());
        if (marked.isEmpty() || core.sessions().isOnline(serial)) {
            absences.remove(serial);
            return;
        }
        long epoch = marked.get().presence().epoch();
        int looks = Optional.ofNullable(absences.get(serial))
                .filter(before -> before.core() == core && before.epoch() == epoch)
                .map(Absence::looks)
                .orElse(0);
        Absence now = new Absence(core, epoch, looks + 1);
        absences.put(serial, now);
        if (now.looks() > ABSENCES_MAX) {
            story.violated("whoever leaves is known to have left", serial.text());
        }
    }

    /** Two that are in session and have been told all forward one at a time. */
    private void lookAtPair(ControllerCore core, InstanceBlueprint instance) {
        boolean areSettled = instance.devices().stream()
                .allMatch(device -> core.sessions().isOnline(device.serial())
                        && world.agent(device.serial()).isOnline()
                        && audit.aspects()
                                .now(device.serial(), Aspect.ROLE)
                                .filter((DeviceAspect role) -> !role.isPending())
                                .isPresent());
        long forwarding = instance.devices().stream()
                .filter(device -> world.agent(device.serial()).state().role() == HaRole.ACTIVE)
                .count();
        if (areSettled && forwarding != 1) {
            story.violated("one box of a pair forwards", instance.name() + ": " + forwarding);
        }
    }
}
