package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.FirmwareEvent.Verified;

/** What the firmware of a device does that has a bug, from within its package. */
public final class LaxFirmware {
    /** Takes whatever was fetched for what was wanted. */
    public static Verified believing(Object turn, Verified event) {
        return ((Turn) turn)
                .state()
                .job()
                .flatMap(UpgradeJob::manifest)
                .map(manifest -> new Verified(manifest.digest()))
                .orElse(event);
    }

    /** Lets the floor rise with what runs, proved or not. */
    public static void raiseFloor(Object turn) {
        Turn here = (Turn) turn;
        here.keep(here.state().withFloorOf(here.state().image()));
    }

    private LaxFirmware() {}
}
