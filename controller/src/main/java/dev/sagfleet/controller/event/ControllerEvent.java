package dev.sagfleet.controller.event;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.WaveNews;
import java.util.Optional;

/** An event of the controller, without its place among the others. Holds no secret. */
public sealed interface ControllerEvent {
    EventKind kind();

    /** The device that it happened to; none for a call, or a rollout. */
    Optional<SerialNumber> device();

    /** Hands this to the receiver's method for it. */
    <R> R deliverTo(Receiver<R> receiver);

    /** One method per type, so that a new one does not compile until every receiver handles it. */
    interface Receiver<R> {
        R onOnline(Online event);

        R onOffline(Offline event);

        R onSent(Sent event);

        R onAnswered(Answered event);

        R onAccelerationChanged(AccelerationChanged event);

        R onJobChanged(JobChanged event);

        R onRolloutChanged(RolloutChanged event);

        R onWaveChanged(WaveChanged event);

        R onCalled(Called event);

        R onChanged(Changed event);
    }

    /** Something that a device did, or that was done to it. */
    sealed interface OfDevice extends ControllerEvent {
        SerialNumber serial();

        @Override
        default Optional<SerialNumber> device() {
            return Optional.of(serial());
        }
    }

    /**
     * A device has been let in.
     *
     * @param suspended whether it says that it is associated and does not accelerate
     */
    record Online(SerialNumber serial, DeviceModel model, FirmwareVersion firmware, long epoch, boolean suspended)
            implements OfDevice {
        @Override
        public EventKind kind() {
            return EventKind.ONLINE;
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onOnline(this);
        }
    }

    /** A device has left, and has no later session. */
    record Offline(SerialNumber serial, long epoch) implements OfDevice {
        @Override
        public EventKind kind() {
            return EventKind.OFFLINE;
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onOffline(this);
        }
    }

    /** A command has been sent to a device. */
    record Sent(SerialNumber serial, EncodedCommand command) implements OfDevice {
        @Override
        public EventKind kind() {
            return EventKind.SENT;
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onSent(this);
        }
    }

    /**
     * A device has answered a command, and the answer is on record.
     *
     * @param refusal why it did not do it; absent if it did
     */
    record Answered(SerialNumber serial, String commandId, Aspect aspect, Revision revision, Optional<Refusal> refusal)
            implements OfDevice {
        @Override
        public EventKind kind() {
            return refusal.isPresent() ? EventKind.REFUSED : EventKind.APPLIED;
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onAnswered(this);
        }
    }

    /** The firmware that a device now runs has stopped its acceleration, or brought it back. */
    record AccelerationChanged(SerialNumber serial, FirmwareVersion firmware, boolean suspended) implements OfDevice {
        @Override
        public EventKind kind() {
            return suspended ? EventKind.SUSPENDED : EventKind.RESUMED;
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onAccelerationChanged(this);
        }
    }

    /**
     * An upgrade job of a device has been ordered, has come so far, has ended, or turned out wrong after its end.
     *
     * @param version of the image
     * @param state {@link UpdateState#IDLE} where it was ordered
     * @param code why it is so
     */
    record JobChanged(
            SerialNumber serial, String job, int attempt, FirmwareVersion version, UpdateState state, UpdateCode code)
            implements OfDevice {
        /** Whether the image was committed and given up since: what it was before runs again. Source: firmware rule F18. */
        public boolean isTakenBack() {
            return state == UpdateState.COMMITTED && code == UpdateCode.CRASHED_LATER;
        }

        @Override
        public EventKind kind() {
            return EventKind.UPGRADE;
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onJobChanged(this);
        }
    }

    /**
     * A rollout has come into a state.
     *
     * @param rollout its id
     * @param who did it: a person, or the rollout itself
     */
    record RolloutChanged(String rollout, String name, RolloutState state, String who, String why)
            implements ControllerEvent {
        @Override
        public EventKind kind() {
            return EventKind.ROLLOUT;
        }

        @Override
        public Optional<SerialNumber> device() {
            return Optional.empty();
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onRolloutChanged(this);
        }
    }

    /**
     * There is news of a wave of a rollout.
     *
     * @param rollout its id
     * @param wave from 1, as people count
     * @param members that it is about; 0 if it is about the wave as a whole
     */
    record WaveChanged(String rollout, String name, int wave, WaveNews news, int members) implements ControllerEvent {
        @Override
        public EventKind kind() {
            return EventKind.WAVE;
        }

        @Override
        public Optional<SerialNumber> device() {
            return Optional.empty();
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onWaveChanged(this);
        }
    }

    /**
     * A call of the OpenAPI has been answered.
     *
     * @param action nothing if the call was not let in, so that nobody without a key can put text here
     * @param status of HTTP
     * @param errorCode nothing if it succeeded
     * @param detail what was found and what is required, where the error says it
     * @param by the id of the access key that signed it; nothing if the call was not let in
     */
    record Called(
            Optional<String> action,
            String requestId,
            int status,
            Optional<String> errorCode,
            Optional<String> detail,
            Optional<String> by)
            implements ControllerEvent {
        @Override
        public EventKind kind() {
            return EventKind.CALL;
        }

        @Override
        public Optional<SerialNumber> device() {
            return Optional.empty();
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onCalled(this);
        }
    }

    /**
     * Somebody has changed the world beside the OpenAPI.
     *
     * @param subject what has changed, if it is no device: the id of an instance, plan or order, or the name of a
     *     setting
     * @param change what it is now, for a person
     * @param by who did it: {@link #CONTROL_API} or {@link #FLEET}
     */
    record Changed(EventKind kind, Optional<SerialNumber> device, Optional<String> subject, String change, String by)
            implements ControllerEvent {
        /** Whoever has the control token. */
        public static final String CONTROL_API = "control API";

        /** The simulated fleet that starts with the controller. */
        public static final String FLEET = "fleet";

        /** A change of something that is no device, through the control API. */
        public static Changed of(EventKind kind, String subject, String change) {
            return new Changed(kind, Optional.empty(), Optional.of(subject), change, CONTROL_API);
        }

        /** A change of a device, likewise. */
        public static Changed of(EventKind kind, SerialNumber serial, String change) {
            return new Changed(kind, Optional.of(serial), Optional.empty(), change, CONTROL_API);
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onChanged(this);
        }
    }
}
