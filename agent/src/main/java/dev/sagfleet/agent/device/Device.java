package dev.sagfleet.agent.device;

import dev.sagfleet.agent.device.DeviceEffect.Persist;
import dev.sagfleet.agent.device.DeviceEffect.Reboot;
import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.device.DeviceEffect.Shape;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Resumed;
import dev.sagfleet.agent.protocol.Suspended;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.util.ArrayList;
import java.util.List;

/** Decides what a device does about an event. Pure: what is to be done leaves it as effects. */
public final class Device {
    /** The state after an event, and what must now be done, in this order. */
    public record Step(DeviceState next, List<DeviceEffect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    public static Step step(DeviceIdentity identity, DeviceState state, DeviceEvent event) {
        if (event instanceof DeviceEvent.Connected connected) {
            return new Step(state, List.of(new Send(hello(identity, state, connected))));
        }
        if (event instanceof DeviceEvent.Started started) {
            return start(state, started.firmware());
        }
        if (event instanceof DeviceEvent.FirmwareChanged changed) {
            return changeFirmware(state, changed.firmware());
        }
        var received = (DeviceEvent.Received) event;
        return received.message().deliverTo(new CommandRules(identity, state));
    }

    /** What limits the traffic of a device in this state. */
    public static Shape shape(DeviceState state) {
        return new Shape(state.rates(), state.role() == HaRole.ACTIVE);
    }

    private static Hello hello(DeviceIdentity identity, DeviceState state, DeviceEvent.Connected connected) {
        return new Hello(
                identity.serial(),
                identity.user(),
                identity.model(),
                state.firmware(),
                connected.bootId(),
                state.held().with(Aspect.FIRMWARE, connected.firmware()),
                connected.report(),
                state.isSuspended());
    }

    /** That it accelerates from now on, or no more, its Hello will say. Source: firmware rule F22. */
    private static Step start(DeviceState state, FirmwareVersion firmware) {
        if (firmware.equals(state.firmware())) {
            return new Step(state, List.of());
        }
        DeviceState next = state.withFirmware(firmware);
        return new Step(next, List.of(new Persist(next), shape(next)));
    }

    private static Step changeFirmware(DeviceState state, FirmwareVersion firmware) {
        if (firmware.equals(state.firmware())) {
            return new Step(state, List.of());
        }
        DeviceState next = state.withFirmware(firmware);
        List<DeviceEffect> effects = new ArrayList<>(List.of(new Persist(next), shape(next)));
        if (next.isSuspended() != state.isSuspended()) {
            effects.add(new Send(acceleration(next)));
        }
        effects.add(new Reboot());
        return new Step(next, effects);
    }

    private static UplinkMessage acceleration(DeviceState state) {
        var revision = state.association()
                .map(Associate::revision)
                .orElse(state.held(Aspect.ACCELERATION).revision());
        return state.isSuspended()
                ? new Suspended(revision, state.firmware())
                : new Resumed(revision, state.firmware());
    }

    private Device() {}
}
