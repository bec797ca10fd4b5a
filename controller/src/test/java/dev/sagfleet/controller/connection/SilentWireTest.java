package dev.sagfleet.controller.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.timing.Timers;
import dev.sagfleet.agent.timing.TimingWheel;
import dev.sagfleet.controller.session.SessionEffect;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.session.SessionTiming;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A session over a connection that notices a silent device by itself, and over one that does not. */
class SilentWireTest {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");
    private static final Duration TICK = Duration.ofMillis(50);
    private static final long EPOCH = 7;

    private final TimingWheel timers = new TimingWheel(TICK, 0);
    private long nowNanos;

    @Test
    void aDeviceIsPingedAndGivenUpWhereNobodyElseNoticesThatItIsSilent() {
        var wire = new Line(false);
        online(wire);

        pass(Duration.ofMinutes(1));
        assertThat(wire.pings).isEqualTo(1);
        assertThat(wire.closed).isEmpty();
        pass(Duration.ofMinutes(1));

        assertThat(wire.pings).isEqualTo(1);
        assertThat(wire.closed).contains(CloseCode.SILENT);
    }

    @Test
    void nobodyIsPingedWhereSilenceIsNoticed() {
        var wire = new Line(true);
        SessionHost session = online(wire);

        pass(Duration.ofHours(1));

        assertThat(wire.pings).isZero();
        assertThat(wire.closed).isEmpty();
        assertThat(session.dueAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aConnectionThatNeverSaysHelloIsClosedInAnyCase() {
        var wire = new Line(true);
        host(wire).begin();

        pass(Duration.ofSeconds(11));

        assertThat(wire.closed).contains(CloseCode.SILENT);
    }

    private SessionHost online(Line wire) {
        SessionHost session = host(wire);
        session.begin();
        var hello = new Hello(
                SERIAL,
                Optional.empty(),
                DeviceModel.SAG_1000,
                FirmwareVersion.APPLICATION_ACCELERATION,
                "boot-1",
                Holdings.NONE,
                false);
        session.step(new SessionEvent.Received(new Envelope<>(Envelope.NO_SESSION, hello)));
        session.step(new SessionEvent.Admitted(EPOCH, List.of()));
        return session;
    }

    private static SessionHost host(Line wire) {
        return new SessionHost(
                SERIAL,
                wire,
                new SessionEnvironment(SessionTiming.DEFAULT, () -> 1, new SessionRegistry(), new NoRecords()));
    }

    private void pass(Duration time) {
        for (long untilNanos = nowNanos + time.toNanos(); nowNanos < untilNanos; ) {
            nowNanos += TICK.toNanos();
            timers.turn(nowNanos);
        }
    }

    /** The wire to a device that says nothing by itself. */
    private final class Line implements Wire {
        private final boolean noticesSilence;
        private int pings;
        private Optional<CloseCode> closed = Optional.empty();

        Line(boolean noticesSilence) {
            this.noticesSilence = noticesSilence;
        }

        @Override
        public long nowNanos() {
            return nowNanos;
        }

        @Override
        public Timers timers() {
            return timers;
        }

        @Override
        public boolean noticesSilence() {
            return noticesSilence;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public boolean isOpen() {
            return closed.isEmpty();
        }

        @Override
        public void send(long epoch, Welcome welcome) {}

        @Override
        public void send(long epoch, EncodedCommand command) {}

        @Override
        public void sendNotice(long epoch, DownlinkMessage notice) {}

        @Override
        public void ping() {
            pings++;
        }

        @Override
        public void close(CloseCode code, String reason) {
            closed = Optional.of(code);
        }
    }

    private static final class NoRecords implements SessionRecords {
        @Override
        public void admit(Hello hello, SessionHost connection) {}

        @Override
        public void sent(SerialNumber serial, EncodedCommand command) {}

        @Override
        public void answered(SessionHost connection, SessionEffect.Answer answer) {}

        @Override
        public void accelerationChanged(SerialNumber serial, long epoch, FirmwareVersion firmware, boolean suspended) {}

        @Override
        public void reported(SerialNumber serial, long boot, Telemetry report) {}

        @Override
        public void progressed(SessionHost connection, FirmwareProgress progress) {}

        @Override
        public void linkWanted(SessionHost connection, LinkWanted wanted) {}

        @Override
        public void left(SerialNumber serial, long epoch) {}

        @Override
        public void paused() {}
    }
}
