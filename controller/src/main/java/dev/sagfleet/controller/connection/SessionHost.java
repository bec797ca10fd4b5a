package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.timing.Timer;
import dev.sagfleet.controller.session.Session;
import dev.sagfleet.controller.session.SessionEffect;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.session.SessionState;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events to one session and its effects out. All but {@link #post} runs on the event loop of its wire,
 * whose clock is the session's.
 */
public final class SessionHost extends Timer implements SessionEffect.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHost.class);

    private final SerialNumber serial;
    private final Wire wire;
    private final SessionEnvironment environment;
    private SessionState state;
    private long boot;
    private volatile long epoch;
    private volatile SessionRegistry.Takeovers takeovers = SessionRegistry.Takeovers.NONE;

    public SessionHost(SerialNumber serial, Wire wire, SessionEnvironment environment) {
        this.serial = serial;
        this.wire = wire;
        this.environment = environment;
        this.state = Session.opened(timing(), wire.nowNanos());
    }

    /** Waits for the Hello. */
    public void begin() {
        wire.timers().schedule(this);
    }

    /** Ends the session, now that the connection has ended. */
    public void end() {
        environment.registry().closed(this);
        step(new SessionEvent.Disconnected());
        wire.timers().cancel(this);
    }

    public SerialNumber serial() {
        return serial;
    }

    SessionRegistry.Takeovers takeovers() {
        return takeovers;
    }

    void setTakeovers(SessionRegistry.Takeovers others) {
        takeovers = others;
    }

    boolean isOpen() {
        return wire.isOpen();
    }

    /** The number of the session from its admission to its end; 0 before and after. From any thread. */
    long epoch() {
        return epoch;
    }

    /** Lets the session begin, and that of another connection of the device end; from any thread. */
    public void admitted(SessionEvent.Admitted admitted) {
        epoch = admitted.epoch();
        environment.registry().takeOver(this);
        post(admitted);
    }

    /** Brings an event to the session; from any thread. When the controller stops, it may find no session any more. */
    public void post(SessionEvent event) {
        post(event, () -> {});
    }

    /** Likewise; {@code taken} is run once the session has taken the event, or is over. */
    void post(SessionEvent event, Runnable taken) {
        try {
            wire.execute(() -> {
                try {
                    step(event);
                } finally {
                    taken.run();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("session is over: serial={}", serial, e);
            taken.run();
        }
    }

    /** Brings an event to the session, on the event loop. */
    public void step(SessionEvent event) {
        Session.Step step = Session.step(serial, timing(), state, event, wire.nowNanos());
        boolean wasOnline = state instanceof SessionState.Online;
        boolean isOnline = step.next() instanceof SessionState.Online;
        boolean isDueEarlier = step.next().dueAtNanos() < state.dueAtNanos();
        state = step.next();
        if (state instanceof SessionState.Closed) {
            epoch = 0;
        }
        if (isDueEarlier) {
            wire.timers().schedule(this);
        }
        if (isOnline != wasOnline) {
            environment.registry().changeOnline(isOnline ? 1 : -1);
        }
        step.effects().forEach(effect -> effect.runOn(this));
    }

    private SessionTiming timing() {
        return environment.timingOver(wire);
    }

    @Override
    protected long dueAtNanos() {
        return state.dueAtNanos();
    }

    /** One connection that fails must not end the timers of all. */
    @Override
    protected void onDue(long nowNanos) {
        try {
            step(new SessionEvent.TimerDue());
        } catch (RuntimeException e) {
            LOG.error("timer failed: serial={}", serial, e);
        }
    }

    @Override
    public void sendWelcome(long epoch, Welcome welcome) {
        wire.send(epoch, welcome);
    }

    @Override
    public void sendCommand(long epoch, EncodedCommand command) {
        environment.records().sent(serial, command);
        wire.send(epoch, command);
    }

    @Override
    public void sendNotice(long epoch, DownlinkMessage notice) {
        wire.sendNotice(epoch, notice);
    }

    @Override
    public void ping() {
        wire.ping();
    }

    @Override
    public void close(CloseCode code, String reason) {
        wire.close(code, reason);
    }

    @Override
    public void admit(Hello hello) {
        boot = TrafficReports.boot(hello.bootId());
        environment.records().admit(hello, this);
    }

    @Override
    public void recordAnswer(SessionEffect.Answer answer) {
        environment.records().answered(this, answer);
    }

    @Override
    public void recordAcceleration(long epoch, FirmwareVersion firmware, boolean suspended) {
        environment.records().accelerationChanged(serial, epoch, firmware, suspended);
    }

    @Override
    public void recordTelemetry(Telemetry telemetry) {
        environment.records().reported(serial, boot, telemetry);
    }

    @Override
    public void recordProgress(FirmwareProgress progress) {
        environment.records().progressed(this, progress);
    }

    @Override
    public void issueLink(LinkWanted wanted) {
        environment.records().linkWanted(this, wanted);
    }

    @Override
    public void recordLeft(long epoch) {
        environment.records().left(serial, epoch);
    }
}
