package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.ArrayList;
import java.util.List;

/** Looks at the devices after each event. */
final class DeviceAudit {
    private final Story story;
    private final List<Seen> devices = new ArrayList<>();

    /** A device as it was seen last. */
    private static final class Seen {
        private final Agent agent;
        private DeviceState state;
        private int boots;

        Seen(Agent agent) {
            this.agent = agent;
            state = agent.state();
            boots = agent.boots();
        }
    }

    DeviceAudit(VirtualWorld world, Story story) {
        this.story = story;
        world.blueprint().instances().forEach(instance -> instance.devices()
                .forEach(device -> devices.add(new Seen(world.agent(device.serial())))));
    }

    void look() {
        for (Seen seen : devices) {
            DeviceState now = seen.agent.state();
            if (!now.equals(seen.state)) {
                DeviceState before = seen.state;
                boolean isBooted = seen.agent.boots() != seen.boots;
                seen.state = now;
                seen.boots = seen.agent.boots();
                changed(seen.agent.serial(), before, now, isBooted);
            }
        }
    }

    private void changed(SerialNumber serial, DeviceState before, DeviceState now, boolean isBooted) {
        story.tell("device " + serial + " holds " + now.held() + ", firmware " + now.firmware() + ", role " + now.role()
                + ", bandwidth " + now.bandwidth().bitsPerSecond());
        if (now.rates().acceleration().isPresent() && !now.firmware().acceleratesApplications()) {
            story.violated("no acceleration below " + FirmwareVersion.APPLICATION_ACCELERATION, serial.text());
        }
        if (isBooted) {
            return; // with what its flash held, which may be older
        }
        for (Aspect aspect : Aspect.values()) {
            changed(serial, aspect, before, now);
        }
    }

    private void changed(SerialNumber serial, Aspect aspect, DeviceState before, DeviceState now) {
        AspectStatus then = before.held(aspect);
        AspectStatus held = now.held(aspect);
        if (then.revision().isAfter(held.revision())) {
            story.violated("no device goes back", serial + " " + aspect + " from " + then + " to " + held);
        }
        boolean isChanged = !content(before, aspect).equals(content(now, aspect));
        if (isChanged && held.revision().equals(then.revision()) && !then.refused()) {
            story.violated("a revision changes a device once", serial + " " + aspect + " " + held);
        }
        boolean isApplied = held.revision().isAfter(then.revision()) && !held.refused();
        if (aspect == Aspect.ACCELERATION
                && isApplied
                && now.association().isPresent()
                && !now.firmware().acceleratesApplications()) {
            story.violated("no association is applied below 2.4.0", serial + " with " + now.firmware());
        }
        if (isChanged || !then.equals(held)) {
            story.count("device", aspect + (held.refused() ? " refused" : " applied"));
        }
    }

    private static Object content(DeviceState state, Aspect aspect) {
        return switch (aspect) {
            case ACCELERATION -> state.association();
            case BANDWIDTH -> state.bandwidth();
            case ROLE -> state.role();
        };
    }
}
