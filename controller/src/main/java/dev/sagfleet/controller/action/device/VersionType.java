package dev.sagfleet.controller.action.device;

import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.rpc.Parameters;

/** Which of the versions of a box is meant: that of its firmware, or that of its signatures of applications. */
final class VersionType {
    static final Parameter PARAMETER =
            Parameter.oneOf("VersionType", "Device", "Dpi").noted("default: Device; there are none of Dpi");

    static final String NO_DPI = "found VersionType Dpi, required Device: no box has signatures of applications";

    /** Whether it is that of its firmware. */
    static boolean isDevice(Parameters parameters) {
        return parameters
                .optionalOneOf("VersionType", "Device", "Dpi")
                .filter("Dpi"::equals)
                .isEmpty();
    }

    private VersionType() {}
}
