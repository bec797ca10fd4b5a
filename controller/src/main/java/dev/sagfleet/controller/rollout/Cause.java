package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.UpdateCode;

/** Which budget pays for another attempt. Source: rollout rule R15. */
enum Cause {
    TRANSPORT,
    VERIFY,
    BOOT,
    /** Another attempt would end in the same way. */
    FINAL,
    /** The device is not to blame, so nothing is paid. */
    NOTHING;

    /** That of an attempt which ended with this code. */
    static Cause of(UpdateCode code) {
        return switch (code) {
            case DOWNLOAD_FAILED, NOT_AUTHORIZED, UNREACHABLE, INCOMPLETE, TIMED_OUT, NONE -> TRANSPORT;
            case CORRUPT -> VERIFY;
            case FLASH, BOOT, TUNNEL, CONTROLLER_UNREACHABLE, CRASH_LOOP, LOCAL_CHECK, UPLINK_NOT_VERIFIED -> BOOT;
            // An image that was withdrawn is the controller's doing, and a window that closed is nobody's.
            case NO_SUCH_IMAGE, OUTSIDE_WINDOW -> NOTHING;
            case NOT_SIGNED,
                    WRONG_MODEL,
                    NO_SPACE,
                    ANTI_ROLLBACK,
                    VERSION_TOO_LOW,
                    SAME_VERSION_OTHER_CONTENT,
                    FELL_BACK_BEFORE,
                    MALFORMED_MANIFEST,
                    BOTH_UNHEALTHY,
                    CRASHED_LATER,
                    CANCELED,
                    SUPERSEDED,
                    CABLE -> FINAL;
        };
    }

    /** How many attempts it pays for. */
    int budget(Retries retries) {
        return switch (this) {
            case TRANSPORT -> retries.transport();
            case VERIFY -> retries.verify();
            case BOOT -> retries.boot();
            case FINAL -> 0;
            case NOTHING -> Integer.MAX_VALUE;
        };
    }
}
