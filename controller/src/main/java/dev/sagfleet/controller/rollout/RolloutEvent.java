package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Something that happens to a rollout. One that does not fit its state changes nothing, or is refused if a person wants it. */
public sealed interface RolloutEvent
        permits RolloutEvent.Tick,
                RolloutEvent.Dealt,
                RolloutEvent.Admitted,
                RolloutEvent.Joined,
                RolloutEvent.Reported,
                RolloutEvent.Connected,
                RolloutEvent.Disconnected,
                RolloutEvent.Removed,
                RolloutEvent.Unmatched,
                RolloutEvent.Superseded,
                RolloutEvent.HealthMeasured,
                RolloutRequest {
    void tell(Receiver receiver);

    /** One method per event. */
    interface Receiver {
        void onTick(Tick event);

        void onDealt(Dealt event);

        void onAdmitted(Admitted event);

        void onJoined(Joined event);

        void onReported(Reported event);

        void onConnected(Connected event);

        void onDisconnected(Disconnected event);

        void onRemoved(Removed event);

        void onUnmatched(Unmatched event);

        void onSuperseded(Superseded event);

        void onHealthMeasured(HealthMeasured event);

        void onApprove(RolloutRequest.Approve event);

        void onApproveWave(RolloutRequest.ApproveWave event);

        void onStart(RolloutRequest.Start event);

        void onPause(RolloutRequest.Pause event);

        void onResume(RolloutRequest.Resume event);

        void onEdit(RolloutRequest.Edit event);

        void onCancel(RolloutRequest.Cancel event);

        void onRetry(RolloutRequest.Retry event);

        void onRevert(RolloutRequest.Revert event);
    }

    /** Time has passed. */
    record Tick() implements RolloutEvent {
        @Override
        public void tell(Receiver receiver) {
            receiver.onTick(this);
        }
    }

    /**
     * The members were found, in their order, as {@link Dealing} puts them.
     *
     * @param expected how many places there are
     * @param images which members are to run, or ran before
     * @param zones in which they are
     * @param members the digest of who they are
     * @param belonging how many of the places are of members that belong to it; those behind are there already
     */
    record Dealt(int expected, List<Digest> images, List<ZoneId> zones, Digest members, int belonging)
            implements RolloutEvent {
        public Dealt {
            images = List.copyOf(images);
            zones = List.copyOf(zones);
            requireNonNull(members, "members");
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onDealt(this);
        }
    }

    /** Seats in a row. Those that have their member already are passed over, so a slice may come twice. */
    record Admitted(List<Seat> seats) implements RolloutEvent {
        public Admitted {
            seats = List.copyOf(seats);
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onAdmitted(this);
        }
    }

    /**
     * A device matches that did not when the rollout was started. Source: rollout rule R4.
     *
     * @param site the number of its site, which is that of the other members there
     * @param isThere whether it runs the image already
     */
    record Joined(SerialNumber serial, int site, ZoneId zone, Digest image, int workSeconds, boolean isThere)
            implements RolloutEvent {
        public Joined {
            requireNonNull(serial, "serial");
            requireNonNull(zone, "zone");
            requireNonNull(image, "image");
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onJoined(this);
        }
    }

    /**
     * A device has said something new of an attempt.
     *
     * @param attempt as the offer named it
     * @param running digest of what runs, if it is known
     * @param excused whether the controller is to blame for an attempt that ended. Source: firmware rule F13
     */
    record Reported(
            SerialNumber serial,
            int attempt,
            UpdateState state,
            UpdateCode code,
            Optional<Digest> running,
            boolean excused)
            implements RolloutEvent {
        public Reported {
            requireNonNull(serial, "serial");
            requireNonNull(state, "state");
            requireNonNull(code, "code");
            requireNonNull(running, "running");
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onReported(this);
        }
    }

    /**
     * A device is back, or was never away.
     *
     * @param committed digest of what it runs and keeps, as its Hello says; absent if that is on trial or not known
     */
    record Connected(SerialNumber serial, Optional<Digest> committed) implements RolloutEvent {
        public Connected {
            requireNonNull(serial, "serial");
            requireNonNull(committed, "committed");
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onConnected(this);
        }
    }

    /** A device is not connected any more. */
    record Disconnected(SerialNumber serial) implements RolloutEvent {
        public Disconnected {
            requireNonNull(serial, "serial");
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onDisconnected(this);
        }
    }

    /** A device is not there any more. If it is registered again, it is another one. */
    record Removed(SerialNumber serial) implements RolloutEvent {
        public Removed {
            requireNonNull(serial, "serial");
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onRemoved(this);
        }
    }

    /** The targets do not fit a device any more. */
    record Unmatched(SerialNumber serial) implements RolloutEvent {
        public Unmatched {
            requireNonNull(serial, "serial");
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onUnmatched(this);
        }
    }

    /** A rollout that comes before this one has a device. Source: rollout rule R5. */
    record Superseded(SerialNumber serial) implements RolloutEvent {
        public Superseded {
            requireNonNull(serial, "serial");
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onSuperseded(this);
        }
    }

    /** The health of a wave, as of now. */
    record HealthMeasured(int wave, HealthFigures figures) implements RolloutEvent {
        public HealthMeasured {
            requireNonNull(figures, "figures");
        }

        @Override
        public void tell(Receiver receiver) {
            receiver.onHealthMeasured(this);
        }
    }
}
