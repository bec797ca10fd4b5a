package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.timing.Timer;
import dev.sagfleet.agent.timing.TimingWheel;
import dev.sagfleet.controller.session.Session;
import dev.sagfleet.controller.session.SessionEffect;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.session.SessionState;
import dev.sagfleet.controller.telemetry.TrafficReports;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events to one session and its effects out. All but {@link #post} runs on the channel's event
 * loop, whose clock is the session's.
 */
final class SessionHost extends Timer implements SessionEffect.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHost.class);

    /** A close frame has room for 125 bytes, two of them for the status (RFC 6455, section 5.5). */
    private static final int CLOSE_REASON_LENGTH_MAX = 100;

    private final SerialNumber serial;
    private final Channel channel;
    private final SessionEnvironment environment;
    private SessionState state;
    private long boot;
    private volatile SessionRegistry.Takeovers takeovers = SessionRegistry.Takeovers.NONE;

    SessionHost(SerialNumber serial, Channel channel, SessionEnvironment environment) {
        this.serial = serial;
        this.channel = channel;
        this.environment = environment;
        this.state = Session.opened(environment.timing(), nowNanos());
    }

    /** Waits for the Hello. */
    void begin() {
        timers().schedule(this);
    }

    /** Ends the session, now that the connection has ended. */
    void end() {
        environment.sessions.closed(this);
        step(new SessionEvent.Disconnected());
        timers().cancel(this);
    }

    private TimingWheel timers() {
        return environment.timers.of(channel.eventLoop());
    }

    SerialNumber serial() {
        return serial;
    }

    SessionRegistry.Takeovers takeovers() {
        return takeovers;
    }

    void setTakeovers(SessionRegistry.Takeovers others) {
        takeovers = others;
    }

    boolean isActive() {
        return channel.isActive();
    }

    /** Lets the session begin, and that of another connection of the device end; from any thread. */
    void admitted(SessionEvent.Admitted admitted) {
        environment.sessions.takeOver(this);
        post(admitted);
    }

    /** Brings an event to the session; from any thread. When the controller stops, it may find no session any more. */
    void post(SessionEvent event) {
        try {
            channel.eventLoop().execute(() -> step(event));
        } catch (RejectedExecutionException e) {
            LOG.debug("session is over: serial={}", serial, e);
        }
    }

    /** Brings an event to the session, on the event loop. */
    void step(SessionEvent event) {
        Session.Step step = Session.step(serial, environment.timing(), state, event, nowNanos());
        boolean wasOnline = state instanceof SessionState.Online;
        boolean isOnline = step.next() instanceof SessionState.Online;
        boolean isDueEarlier = step.next().dueAtNanos() < state.dueAtNanos();
        state = step.next();
        if (isDueEarlier) {
            timers().schedule(this);
        }
        if (isOnline != wasOnline) {
            environment.sessions.changeOnline(isOnline ? 1 : -1);
        }
        step.effects().forEach(effect -> effect.runOn(this));
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

    private long nowNanos() {
        return channel.eventLoop().ticker().nanoTime();
    }

    @Override
    public void sendWelcome(long epoch, Welcome welcome) {
        writeText(MessageCodec.encodeDownlink(new Envelope<>(epoch, welcome)));
    }

    @Override
    public void sendCommand(long epoch, EncodedCommand command) {
        environment.records.sent(serial, command);
        writeText(command.frame(epoch));
    }

    private void writeText(byte[] text) {
        write(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    }

    @Override
    public void ping() {
        write(new PingWebSocketFrame());
    }

    @Override
    public void close(CloseCode code, String reason) {
        String shortened =
                reason.length() > CLOSE_REASON_LENGTH_MAX ? reason.substring(0, CLOSE_REASON_LENGTH_MAX) : reason;
        String ascii = shortened.replaceAll("[^ -~]", "?");
        LingeringClose.send(channel, new CloseWebSocketFrame(code.status(), ascii));
    }

    @Override
    public void admit(Hello hello) {
        boot = TrafficReports.boot(hello.bootId());
        environment.records.admit(hello, this);
    }

    @Override
    public void recordAnswer(SessionEffect.Answer answer) {
        environment.records.answered(this, answer);
    }

    @Override
    public void recordAcceleration(FirmwareVersion firmware, boolean suspended) {
        environment.records.accelerationChanged(serial, firmware, suspended);
    }

    @Override
    public void recordTelemetry(Telemetry telemetry) {
        environment.records.reported(serial, boot, telemetry);
    }

    @Override
    public void recordLeft(long epoch) {
        environment.records.left(serial, epoch);
    }

    /** A device that does not read what it is told is cut off, so that nothing piles up for it. */
    void write(WebSocketFrame frame) {
        if (!channel.isWritable()) {
            frame.release();
            var unused = channel.close();
            return;
        }
        var unused = channel.writeAndFlush(frame, channel.voidPromise());
    }
}
