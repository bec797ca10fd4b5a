package dev.sagfleet.agent.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.timing.Timer;
import java.util.Optional;

/**
 * The firmware of a device from one boot to the next: its durable state, and what it knows in this boot only.
 *
 * @param isRunning whether the image has started, and has not been told to restart since
 * @param startedAtNanos when it started
 * @param userAsked whether the user of an app client has been asked, and has not said to be asked later
 * @param localChecks what the local checks of this boot have found, once they are done
 * @param dueAtNanos when {@link FirmwareEvent.TimerDue} is due, on the clock of its loop; {@link Timer#NEVER} if it waits
 *     for something else than time
 */
public record FirmwareBoot(
        FirmwareState state,
        boolean isRunning,
        long startedAtNanos,
        Uplink uplink,
        Fetching fetching,
        Told told,
        boolean userAsked,
        Optional<UpdateCode> localChecks,
        long dueAtNanos) {
    /** How far the connection to the controller is. */
    enum Line {
        DOWN,
        OPEN,
        IN_SESSION
    }

    /**
     * The controller, as seen in this boot.
     *
     * @param saidEnd whether the Hello of this connection said how the job ended
     * @param welcomed whether it has answered a Hello of this boot
     * @param controllerWasAway whether it then said that it could not be reached for a while
     * @param outSinceNanos since when there is no session, unless there is one
     */
    record Uplink(Line line, boolean saidEnd, boolean welcomed, boolean controllerWasAway, long outSinceNanos) {
        static final Uplink NONE = new Uplink(Line.DOWN, false, false, false, 0);

        Uplink from(long nowNanos) {
            return new Uplink(line, saidEnd, welcomed, controllerWasAway, nowNanos);
        }

        Uplink opened(boolean saysEnd, long nowNanos) {
            return new Uplink(
                    Line.OPEN, saysEnd, welcomed, controllerWasAway, isInSession() ? nowNanos : outSinceNanos);
        }

        Uplink answered(boolean wasAway) {
            return new Uplink(Line.IN_SESSION, saidEnd, true, wasAway, outSinceNanos);
        }

        Uplink closed(long nowNanos) {
            return new Uplink(Line.DOWN, false, welcomed, controllerWasAway, isInSession() ? nowNanos : outSinceNanos);
        }

        boolean isInSession() {
            return line == Line.IN_SESSION;
        }
    }

    /**
     * The download, in this boot.
     *
     * @param isUnderWay whether one has been begun and has not ended
     * @param furthestBefore how far any had come when it began, in bytes
     * @param wantsLink whether the link has expired, and no other has come
     * @param askedAtNanos when it was last asked for
     * @param hasNewLink whether the link has come since the last download
     */
    record Fetching(boolean isUnderWay, long furthestBefore, boolean wantsLink, long askedAtNanos, boolean hasNewLink) {
        static final Fetching NONE = new Fetching(false, 0, false, 0, false);

        Fetching begun(long furthestBytes) {
            return new Fetching(true, furthestBytes, false, 0, hasNewLink);
        }

        Fetching asking(long nowNanos) {
            return new Fetching(false, 0, true, nowNanos, false);
        }

        Fetching answered() {
            return new Fetching(isUnderWay, furthestBefore, false, 0, true);
        }
    }

    /**
     * What the controller is told.
     *
     * @param progress how the job stands
     * @param sent what it was told last
     * @param sentAtNanos when
     */
    record Told(Optional<FirmwareProgress> progress, Optional<FirmwareProgress> sent, long sentAtNanos) {
        static final Told NOTHING = new Told(Optional.empty(), Optional.empty(), 0);
    }

    public FirmwareBoot {
        requireNonNull(state, "state");
        requireNonNull(uplink, "uplink");
        requireNonNull(fetching, "fetching");
        requireNonNull(told, "told");
        requireNonNull(localChecks, "localChecks");
    }

    /** That of a device which was never told to upgrade, is in session and has just been told something. */
    public static FirmwareBoot ofUntouched(DeviceModel model, FirmwareVersion version, long nowNanos) {
        return new FirmwareBoot(
                FirmwareState.factory(model, version),
                true,
                nowNanos,
                new Uplink(Line.IN_SESSION, false, true, false, nowNanos),
                Fetching.NONE,
                Told.NOTHING,
                false,
                Optional.empty(),
                Timer.NEVER);
    }

    /** What the boot loader has picked, which has not started yet. */
    static FirmwareBoot of(FirmwareState loaded) {
        return new FirmwareBoot(
                loaded, false, 0, Uplink.NONE, Fetching.NONE, Told.NOTHING, false, Optional.empty(), Timer.NEVER);
    }

    FirmwareBoot with(FirmwareState other) {
        return new FirmwareBoot(
                other, isRunning, startedAtNanos, uplink, fetching, told, userAsked, localChecks, dueAtNanos);
    }

    FirmwareBoot with(Uplink other) {
        return new FirmwareBoot(
                state, isRunning, startedAtNanos, other, fetching, told, userAsked, localChecks, dueAtNanos);
    }

    FirmwareBoot with(Fetching other) {
        return new FirmwareBoot(
                state, isRunning, startedAtNanos, uplink, other, told, userAsked, localChecks, dueAtNanos);
    }

    FirmwareBoot with(Told other) {
        return new FirmwareBoot(
                state, isRunning, startedAtNanos, uplink, fetching, other, userAsked, localChecks, dueAtNanos);
    }

    FirmwareBoot withUserAsked(boolean asked) {
        return new FirmwareBoot(
                state, isRunning, startedAtNanos, uplink, fetching, told, asked, localChecks, dueAtNanos);
    }

    FirmwareBoot withLocalChecks(UpdateCode found) {
        return new FirmwareBoot(
                state, isRunning, startedAtNanos, uplink, fetching, told, userAsked, Optional.of(found), dueAtNanos);
    }

    FirmwareBoot dueAt(long nanos) {
        return nanos == dueAtNanos
                ? this
                : new FirmwareBoot(
                        state, isRunning, startedAtNanos, uplink, fetching, told, userAsked, localChecks, nanos);
    }

    FirmwareBoot started(long nowNanos) {
        return new FirmwareBoot(
                state, true, nowNanos, uplink.from(nowNanos), fetching, told, userAsked, localChecks, dueAtNanos);
    }

    /** The same, waiting for its restart. */
    FirmwareBoot stopped() {
        return new FirmwareBoot(
                state, false, startedAtNanos, uplink, Fetching.NONE, told, userAsked, localChecks, Timer.NEVER);
    }
}
