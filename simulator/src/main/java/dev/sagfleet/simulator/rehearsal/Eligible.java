package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rolloutcheck.CheckedDevice;
import dev.sagfleet.simulator.fault.BadImage;
import dev.sagfleet.simulator.fleet.FleetCandidates;

/** Whether there are devices for what is to be rehearsed: it can be seen before it begins. */
public final class Eligible {
    /** Whether the rollout is for any device of the fleet. */
    public static boolean hasAny(Script script) {
        Targets targets = script.policy().targets();
        return FleetCandidates.anyMatch(script.fleet(), (device, candidate) -> isMeant(targets, candidate));
    }

    /** Whether an image is said to be bad on any device that the rollout is for. */
    public static boolean hasAny(Script script, BadImage image) {
        Targets targets = script.policy().targets();
        return FleetCandidates.anyMatch(
                script.fleet(),
                (device, candidate) ->
                        image.isOn(device.model(), device.version(), device.place()) && isMeant(targets, candidate));
    }

    private static boolean isMeant(Targets targets, CheckedDevice device) {
        return targets.allow(device.model(), device.region())
                && targets.allow(device.tags())
                && targets.allow(device.version())
                && (targets.devices().isEmpty() || targets.devices().contains(device.serial()));
    }

    private Eligible() {}
}
