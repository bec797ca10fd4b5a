package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.ArrayList;
import java.util.List;

/** Looks at the devices after each event. */
final class DeviceAudit {
    private final Story story;
    private final AspectAudit aspects;
    private final FrameAudit frames;
    private final List<Seen> devices = new ArrayList<>();

    /** A device as it was seen last. */
    private static final class Seen {
        private final Agent agent;
        private DeviceState state;
        private int boots;

        Seen(Agent agent) {
            this.agent = agent;
            state = agent.state();
            boots = agent.boot().number();
        }
    }

    DeviceAudit(VirtualWorld world, AspectAudit aspects, FrameAudit frames, Story story) {
        this.story = story;
        this.aspects = aspects;
        this.frames = frames;
        world.blueprint().instances().forEach(instance -> instance.devices()
                .forEach(device -> devices.add(new Seen(world.agent(device.serial())))));
    }

    void look() {
        for (Seen seen : devices) {
            DeviceState now = seen.agent.state();
            boolean isBooted = seen.agent.boot().number() != seen.boots;
            if (isBooted) {
                seen.boots = seen.agent.boot().number();
                story.count("device", "booted");
            }
            if (!now.equals(seen.state)) {
                DeviceState before = seen.state;
                seen.state = now;
                changed(seen.agent.serial(), before, now, isBooted);
            }
        }
    }

    private void changed(SerialNumber serial, DeviceState before, DeviceState now, boolean isBooted) {
        story.tell("device " + serial + " holds " + now.held() + ", firmware " + now.firmware() + ", role " + now.role()
                + ", bandwidth " + now.bandwidth().bitsPerSecond());
        if (now.rates().acceleration().isPresent() && isTooOld(now)) {
            story.violated("no acceleration below " + FirmwareVersion.APPLICATION_ACCELERATION, serial.text());
        }
        if (before.isSuspended() != now.isSuspended()) {
            story.count("device", now.isSuspended() ? "suspended" : "resumed");
        }
        for (Aspect aspect : Aspect.values()) {
            // After a boot it holds what its flash held, which may be older.
            if (!isBooted && !(before.held(aspect).equals(now.held(aspect)) && isSame(before, now, aspect))) {
                changed(serial, aspect, before, now);
            }
        }
    }

    /** As the contract has it, whatever the device thinks. */
    private static boolean isTooOld(DeviceState state) {
        return state.firmware().compareTo(FirmwareVersion.APPLICATION_ACCELERATION) < 0;
    }

    private void changed(SerialNumber serial, Aspect aspect, DeviceState before, DeviceState now) {
        AspectStatus then = before.held(aspect);
        AspectStatus held = now.held(aspect);
        String what = serial + " " + aspect + " from " + then + " to " + held;
        if (then.revision().isAfter(held.revision())) {
            story.violated("no device goes back", what);
        }
        boolean isChanged = !isSame(before, now, aspect);
        if (isChanged && !then.lacks(held.revision())) {
            story.violated("a revision changes a device once", what);
        }
        if (isChanged && held.refused()) {
            story.violated("what a device refuses does not change it", what);
        }
        if (isChanged && aspect == Aspect.ACCELERATION && now.association().isPresent() && isTooOld(now)) {
            story.violated("no association is applied below 2.4.0", serial + " with " + now.firmware());
        }
        requireGiven(serial, aspect, now, what);
        if (!frames.wasTold(serial, aspect, held.revision())) {
            story.violated("a device does what it is told in its session", what);
        }
        story.count("device", aspect + (held.refused() ? " refused" : " applied"));
    }

    /** What it does was committed before it was told. */
    private void requireGiven(SerialNumber serial, Aspect aspect, DeviceState now, String what) {
        AspectStatus held = now.held(aspect);
        boolean isGiven = aspects.given(serial, aspect, held.revision())
                .filter((Command command) -> held.refused() || Desired.isMet(command, now))
                .isPresent();
        if (!isGiven) {
            story.violated("no device is told what is not committed", what);
        }
    }

    private static boolean isSame(DeviceState before, DeviceState now, Aspect aspect) {
        return switch (aspect) {
            case ACCELERATION -> before.association().equals(now.association());
            case BANDWIDTH -> before.bandwidth().equals(now.bandwidth());
            case ROLE -> before.role() == now.role();
            case FIRMWARE, POWER -> true;
        };
    }
}
