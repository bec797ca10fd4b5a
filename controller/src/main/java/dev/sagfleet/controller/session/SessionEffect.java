package dev.sagfleet.controller.session;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Welcome;
import java.util.Optional;

/** Something that a session asks its handler to do. Effects are run in the order they come. */
public sealed interface SessionEffect {
    void runOn(Handler handler);

    /** What a session can ask for: one method per effect. */
    interface Handler {
        void sendWelcome(long epoch, Welcome welcome);

        void sendCommand(long epoch, EncodedCommand command);

        void ping();

        void close(CloseCode code, String reason);

        /** Looks the device up; answered with {@link SessionEvent.Admitted} or {@link SessionEvent.TurnedAway}. */
        void admit(Hello hello);

        void recordAnswer(Answer answer);

        void recordAcceleration(long epoch, FirmwareVersion firmware, boolean suspended);

        void recordTelemetry(Telemetry telemetry);

        /** Takes in what the device says of a job; answered with {@link SessionEvent.ProgressKept} if it has ended. */
        void recordProgress(FirmwareProgress progress);

        /** Finds a link for a job of the device; answered with {@link SessionEvent.LinkIssued} if it has that. */
        void issueLink(LinkWanted wanted);

        /** Tells the device what is neither a Welcome nor a command. */
        void sendNotice(long epoch, DownlinkMessage notice);

        void recordLeft(long epoch);
    }

    /**
     * What a device did about a command.
     *
     * @param epoch of the session in which it said so
     * @param refusal why it did not do it; absent if it did
     */
    record Answer(long epoch, Command command, Optional<Refusal> refusal) {
        /** Whether the device is associated with nothing by it. */
        public boolean hasDissociated() {
            return command instanceof Dissociate && refusal.isEmpty();
        }
    }

    record SendWelcome(long epoch, Welcome welcome) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.sendWelcome(epoch, welcome);
        }
    }

    record SendCommand(long epoch, EncodedCommand command) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.sendCommand(epoch, command);
        }
    }

    record Ping() implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.ping();
        }
    }

    record Close(CloseCode code, String reason) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.close(code, reason);
        }
    }

    record Admit(Hello hello) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.admit(hello);
        }
    }

    record RecordAnswer(Answer answer) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.recordAnswer(answer);
        }
    }

    record RecordAcceleration(long epoch, FirmwareVersion firmware, boolean suspended) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.recordAcceleration(epoch, firmware, suspended);
        }
    }

    record RecordTelemetry(Telemetry telemetry) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.recordTelemetry(telemetry);
        }
    }

    record RecordLeft(long epoch) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.recordLeft(epoch);
        }
    }

    record RecordProgress(FirmwareProgress progress) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.recordProgress(progress);
        }
    }

    record IssueLink(LinkWanted wanted) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.issueLink(wanted);
        }
    }

    record SendNotice(long epoch, DownlinkMessage notice) implements SessionEffect {
        @Override
        public void runOn(Handler handler) {
            handler.sendNotice(epoch, notice);
        }
    }
}
